import { inject } from '@adonisjs/core'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { JudgeDigest } from '#registry/kill_switch/judge_digest'
import { digestValidator } from '#registry/takedowns/validators'
import type { HttpContext } from '@adonisjs/core/http'

const DIGEST = /^[0-9a-f]{64}$/

/** The kill switch by program: bytes by their sha-256, whatever they are called. */
@inject()
export default class DigestsController {
  constructor(private readonly judge: JudgeDigest) {}

  block(ctx: HttpContext) {
    return this.#judge(ctx, 'block')
  }

  allow(ctx: HttpContext) {
    return this.#judge(ctx, 'allow')
  }

  async #judge(ctx: HttpContext, verdict: 'block' | 'allow') {
    if (!ctx.access.can('trust.kill')) throw new Forbidden()
    const { reason } = await digestValidator.validate(snakeKeys(ctx.request.body()))
    const digest = ctx.params.digest as string
    if (!DIGEST.test(digest)) throw new NotFound()
    return sendWire(ctx, { success: true, ...(await this.judge.handle({ actor: ctx.actor, digest, verdict, reason })) })
  }
}
