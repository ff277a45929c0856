import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'

let known: { code: Buffer; etag: string } | null = null

/** The command line that goes with this instance: one file, fetched once and run by any Node. */
export default class ClientFileController {
  show({ request, response }: HttpContext) {
    known ??= read()
    const { code, etag } = known
    response.header('ETag', etag).header('Cache-Control', 'public, no-cache')
    if (request.header('if-none-match') === etag) return response.status(304).send(null)
    return response.header('Content-Type', 'text/javascript; charset=utf-8').send(code)
  }
}

function read() {
  const code = readFileSync(app.makePath('bin/rialto-plugin.mjs'))
  return { code, etag: `"${hash('sha256', code, 'base64url')}"` }
}
