import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { AskForProof } from '#registry/verification/actions/ask_for_proof'
import { CheckProof } from '#registry/verification/actions/check_proof'
import { claimValidator, publisherVerifyValidator } from '#registry/verification/validators'
import { findOwnStanding } from '#registry/verification/queries/publisher_standing'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { toStandingJson } from '#registry/verification/standing_json'
import { VerifyPublisher } from '#registry/verification/actions/verify_publisher'
import type { HttpContext } from '@adonisjs/core/http'

/** Showing that a domain is a publisher's, and administrators' word for publishers. */
@inject()
export default class ProofsApiController {
  constructor(
    private readonly ask: AskForProof,
    private readonly check: CheckProof,
    private readonly verifyPublisher: VerifyPublisher
  ) {}

  async show(ctx: HttpContext) {
    return sendWire(ctx, toStandingJson(await findOwnStanding(db, ctx.actor, slugOf(ctx))))
  }

  async update(ctx: HttpContext) {
    const claim = await claimValidator.validate(snakeKeys(ctx.request.body()))
    return sendWire(ctx, toStandingJson(await this.ask.handle({ actor: ctx.actor, publisher: slugOf(ctx), ...claim })))
  }

  async store(ctx: HttpContext) {
    return sendWire(ctx, toStandingJson(await this.check.handle({ actor: ctx.actor, publisher: slugOf(ctx) })))
  }

  async verify(ctx: HttpContext) {
    if (!ctx.access.can('registry.verify')) throw new Forbidden()
    const { verified: isVerified, reason } = await publisherVerifyValidator.validate(snakeKeys(ctx.request.body()))
    const standing = await this.verifyPublisher.handle({ actor: ctx.actor, publisher: { slug: slugOf(ctx) }, isVerified, reason })
    const { proof: _, ...json } = toStandingJson(standing)
    return sendWire(ctx, { success: true, ...json })
  }
}

const slugOf = ({ params }: HttpContext) => params.slug as string
