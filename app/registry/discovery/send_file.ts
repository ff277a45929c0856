import { hash } from 'node:crypto'
import { isKnownTag } from '#core/http/cacheable'
import type { HttpContext } from '@adonisjs/core/http'

/** Nothing in such a file may run, load or be framed, wherever it is opened. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * Answers a document that programs read. It may be kept, and has to be asked about each time: what was hidden is gone
 * from it at once. Who has it already gets 304.
 */
export function sendFile({ request, response }: HttpContext, { type, body }: { type: string; body: string }) {
  const etag = `"${hash('sha1', body, 'base64url')}"`
  response.header('ETag', etag).header('Cache-Control', 'public, no-cache').header('Content-Security-Policy', POLICY)
  return isKnownTag(request, etag) ? response.status(304).send(null) : response.header('Content-Type', type).send(body)
}
