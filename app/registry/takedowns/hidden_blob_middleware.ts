import { preparedRows } from '#core/database/prepared'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

const BLOB = /^\/files\/blobs\/.*?([0-9a-f]{64})/

/** An address that was signed before its plugin was hidden is worth nothing afterwards. */
export default class HiddenBlobMiddleware {
  async handle({ request }: HttpContext, next: NextFn) {
    const path = request.url()
    if (path.startsWith('/files/') && !(await isPublic(decoded(path)))) throw new VersionNotFound()
    return next()
  }
}

/** Other files are nobody's business here. Bytes that several plugins share are there while one of them is. */
async function isPublic(path: string): Promise<boolean> {
  if (!path.startsWith('/files/blobs/')) return true
  const digest = BLOB.exec(path)?.[1]
  if (!digest) return false
  const found = await preparedRows(IS_PUBLIC, [digest])
  return found.length > 0
}

const IS_PUBLIC = `
  select 1 from plugin_versions v join plugins p on p.id = v.plugin_id where v.artifact_digest = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION} limit 1`

/** The file server decodes once and so do we; `..` and doubled slashes are its own to refuse. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
