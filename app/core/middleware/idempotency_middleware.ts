import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { claimKey, InvalidIdempotencyKey, releaseKey, rememberAnswer, type IdempotencyClaim } from '#core/http/idempotency'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

declare module '@adonisjs/core/http' {
  interface HttpContext {
    /** The claimed Idempotency-Key of this request; undefined where the client sent none. */
    idempotency?: IdempotencyClaim
  }
}

const KEY = /^[\x21-\x7e]{8,200}$/

/**
 * `Idempotency-Key` on POSTs that make something or move money: the same key and request is answered once and replayed.
 * Comes after the identity middleware: keys of different users never meet, nor those of one user in two companies.
 */
export default class IdempotencyMiddleware {
  async handle(ctx: HttpContext, next: NextFn) {
    const key = ctx.request.header('idempotency-key')
    if (key === undefined) return next()
    if (!KEY.test(key)) throw new InvalidIdempotencyKey()

    const claim = await claimKey(scopeOf(ctx), key, hashOf(ctx))
    if ('status' in claim) {
      return ctx.response.status(claim.status).header('Idempotency-Replayed', 'true').json(claim.body)
    }
    ctx.idempotency = claim
    await this.#answer(ctx, claim, next)
  }

  async #answer(ctx: HttpContext, claim: IdempotencyClaim, next: NextFn) {
    await next()
    if (claim.isAnswered) return
    const status = ctx.response.getStatus()
    if (status < 300) return rememberAnswer(db, claim, { status, body: ctx.response.content?.[0] })
    // After a server error nobody knows what was written: the key stays taken until it counts as abandoned.
    if (status < 500) await releaseKey(claim)
  }
}

const scopeOf = ({ actor, request, route }: HttpContext) =>
  [actor.userId ?? `guest:${actor.ip}`, actor.tenantId, request.method(), route?.pattern].filter(Boolean).join(' ')

/** An upload is not read before its route does: of its body the length has to do. */
const hashOf = ({ request }: HttpContext) =>
  createHash('sha256')
    .update(`${request.url(true)}\n${request.raw() ?? request.header('content-length') ?? ''}`)
    .digest('base64url')
