import { inject } from '@adonisjs/core'
import { gathered } from '#core/database/gathered'
import { preparedRows } from '#core/database/prepared'
import { isKnownTag } from '#core/http/cacheable'
import { BlobStore, type StoredFile } from '#registry/blobs/blob_store'
import { sendPieces } from '#registry/blobs/send_pieces'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import type { HttpContext } from '@adonisjs/core/http'

/** Bytes by their signed address, from the disk of this installation. What was hidden since it was signed is not there. */
@inject()
export default class BlobsController {
  constructor(private readonly blobs: BlobStore) {}

  async show({ params, request, response }: HttpContext) {
    const { digest, file: name } = params as { digest: string; file: string }
    const found = request.hasValidSignature() ? await findPublic(digest) : undefined
    const file = found && (await this.blobs.open(digest))
    if (!file) throw new VersionNotFound()
    try {
      const etag = `"${digest}"`
      response.header('ETag', etag).header('Cache-Control', 'private, immutable, max-age=31536000').header('Content-Type', found.mediaType)
      if (isKnownTag(request, etag)) return response.status(304).send(null)
      response.header('Content-Disposition', `attachment; filename="${name}"`).header('Content-Length', String((await file.stat()).size))
      response.relayHeaders()
      if (request.method() === 'HEAD') response.response.end()
      else await sendPieces(file, response.response)
    } finally {
      await file.close()
    }
  }
}

/** Bytes that several plugins share are there while one of them is. */
const findPublic = gathered<StoredFile>(async (digests) => {
  const rows = await preparedRows<StoredFile>(PUBLIC_BLOBS, [digests])
  return new Map(rows.map((row) => [row.digest, row]))
})

const PUBLIC_BLOBS = `
  select distinct f.digest, f.media_type as "mediaType"
    from plugin_versions v join plugins p on p.id = v.plugin_id join blobs f on f.digest = v.artifact_digest
   where f.digest = any(?) and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}`
