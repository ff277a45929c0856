import { inject } from '@adonisjs/core'
import { Forbidden, NotFound } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { isDigest, JudgeDigest } from '#registry/kill_switch/judge_digest'
import { listJudgedDigests } from '#registry/kill_switch/queries/judged_digests'
import { digestValidator, takenDownListValidator } from '#registry/takedowns/validators'
import type { HttpContext } from '@adonisjs/core/http'

const PAGE = 20

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

  async index(ctx: HttpContext) {
    if (!ctx.access.can('trust.withdraw')) throw new Forbidden()
    const { limit = PAGE, cursor } = await takenDownListValidator.validate(ctx.request.qs())
    const { data, meta } = await listJudgedDigests({ limit, cursor })
    return sendWire(ctx, { data, meta })
  }

  async #judge(ctx: HttpContext, verdict: 'block' | 'allow') {
    if (!ctx.access.can('trust.kill')) throw new Forbidden()
    const { reason } = await digestValidator.validate(snakeKeys(ctx.request.body()))
    const digest = ctx.params.digest as unknown
    if (!isDigest(digest)) throw new NotFound()
    return sendWire(ctx, { success: true, ...(await this.judge.handle({ actor: ctx.actor, digest, verdict, reason })) })
  }
}
