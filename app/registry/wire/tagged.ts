import { hash } from 'node:crypto'
import { isKnownTag } from '#core/http/cacheable'
import { PLATFORM_VERSION } from '#core/version'
import { inWire, wireType } from '#registry/wire/casing'
import type { HttpContext } from '@adonisjs/core/http'

/** Raise when the shape of an answer changes without the platform's version. */
const SHAPE = 2
/** Characters of all answers kept, and of the largest of them. */
const MOST_KEPT = 24 * 1024 * 1024
const LARGEST_KEPT = 64 * 1024

/** Answers by their tag: whatever an answer is made of is in the tag, so one that is found is the right one. */
const kept = new Map<string, string>()
let keptLength = 0

/**
 * Answers a public read with a tag made of `seal`, which must differ whenever the body would: who knows the tag gets 304,
 * and neither a 304 nor an answer made before costs the body again. The seal is read anew each time, so what is hidden
 * has none, and is nobody's 304.
 */
export async function sendSealed(ctx: HttpContext, seal: string, body: () => Promise<Record<string, unknown>>) {
  const type = wireType(ctx)
  const etag = tagOf(`${SHAPE} ${PLATFORM_VERSION} ${type} ${ctx.request.url()} ${seal}`)
  if (isKnownTag(ctx.request, etag)) return notModified(ctx, etag)
  const json = findKept(etag) ?? keep(etag, inWire(ctx, await body()))
  return sendJson(ctx, etag, json)
}

/** The same where nothing cheaper than the body says whether it changed. */
export function sendPublic(ctx: HttpContext, body: Record<string, unknown>) {
  const json = inWire(ctx, body)
  const etag = tagOf(json)
  return isKnownTag(ctx.request, etag) ? notModified(ctx, etag) : sendJson(ctx, etag, json)
}

const tagOf = (text: string) => `W/"${hash('sha1', text, 'base64url')}"`

const describe = ({ response }: HttpContext, etag: string) =>
  response.header('ETag', etag).header('Cache-Control', 'public, no-cache').header('Vary', 'Accept')

const notModified = (ctx: HttpContext, etag: string) => describe(ctx, etag).status(304).send(null)

const sendJson = (ctx: HttpContext, etag: string, json: string) => describe(ctx, etag).header('Content-Type', wireType(ctx)).send(json)

function findKept(etag: string): string | undefined {
  const json = kept.get(etag)
  if (json === undefined) return undefined
  kept.delete(etag)
  kept.set(etag, json)
  return json
}

/** Who was asked for longest ago goes first: a map remembers the order of its keys. */
function keep(etag: string, json: string): string {
  if (json.length > LARGEST_KEPT || kept.has(etag)) return json
  kept.set(etag, json)
  keptLength += json.length
  for (const [oldest, { length }] of kept) {
    if (keptLength <= MOST_KEPT) break
    kept.delete(oldest)
    keptLength -= length
  }
  return json
}
