import { hash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'

/**
 * Answers JSON that a client may keep but has to ask about: 304 when it has not changed since.
 * For answers that are the same for everybody.
 */
export function sendCacheable({ request, response }: HttpContext, body: object, cacheControl = 'public, no-cache') {
  const json = JSON.stringify(body)
  const etag = `W/"${hash('sha1', json, 'base64url')}"`
  response.header('ETag', etag).header('Cache-Control', cacheControl)
  if (isKnownTag(request, etag)) return response.status(304).send(null)
  return response.header('Content-Type', 'application/json; charset=utf-8').send(json)
}

/** Whether the client has what this tag names; tags are compared weakly, as what stands between may have weakened ours. */
export function isKnownTag(request: HttpContext['request'], etag: string): boolean {
  const known = request.header('if-none-match')
  return known === '*' || (known?.split(',').some((tag) => bare(tag) === bare(etag)) ?? false)
}

const bare = (tag: string) => tag.trim().replace(/^W\//, '')
