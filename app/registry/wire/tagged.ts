import { hash } from 'node:crypto'
import { PLATFORM_VERSION } from '#core/version'
import { inWire, wireType } from '#registry/wire/casing'
import type { HttpContext } from '@adonisjs/core/http'

/** Raise when the shape of an answer changes without the platform's version. */
const SHAPE = 1
const KEPT_ANSWERS = 2_000
const LARGEST_KEPT = 64 * 1024

/** Answers by their tag: whatever an answer is made of is in the tag, so one that is found is the right one. */
const kept = new Map<string, string>()

/**
 * Answers a public read with a tag made of `seal`, which must differ whenever the body would: who knows the tag gets 304,
 * and neither a 304 nor an answer made before costs the body again. The seal is read anew each time, so what is hidden
 * has none, and is nobody's 304.
 */
export async function sendSealed(ctx: HttpContext, seal: string, body: () => Promise<Record<string, unknown>>) {
  const type = wireType(ctx)
  const etag = tagOf(`${SHAPE} ${PLATFORM_VERSION} ${type} ${ctx.request.url()} ${seal}`)
  if (isKnown(ctx, etag)) return notModified(ctx, etag)
  const json = kept.get(etag) ?? keep(etag, inWire(ctx, await body()))
  return sendJson(ctx, etag, json)
}

/** The same where nothing cheaper than the body says whether it changed. */
export function sendPublic(ctx: HttpContext, body: Record<string, unknown>) {
  const json = inWire(ctx, body)
  const etag = tagOf(json)
  return isKnown(ctx, etag) ? notModified(ctx, etag) : sendJson(ctx, etag, json)
}

const tagOf = (text: string) => `W/"${hash('sha1', text, 'base64url')}"`

function isKnown({ request }: HttpContext, etag: string): boolean {
  const header = request.header('if-none-match')
  return header?.split(',').some((tag) => tag.trim() === etag) ?? false
}

const describe = ({ response }: HttpContext, etag: string) =>
  response.header('ETag', etag).header('Cache-Control', 'public, no-cache').header('Vary', 'Accept')

const notModified = (ctx: HttpContext, etag: string) => describe(ctx, etag).status(304).send(null)

const sendJson = (ctx: HttpContext, etag: string, json: string) => describe(ctx, etag).header('Content-Type', wireType(ctx)).send(json)

/** Oldest first out: a map remembers the order of its keys. */
function keep(etag: string, json: string): string {
  if (json.length > LARGEST_KEPT) return json
  kept.set(etag, json)
  if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value!)
  return json
}
