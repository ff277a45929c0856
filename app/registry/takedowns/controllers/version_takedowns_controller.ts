import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { PublisherNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { findVersionByNumber } from '#registry/takedowns/queries/watched_versions'
import { findPublisherBySlug } from '#registry/takedowns/queries/watched_publishers'
import { RestrictPublisher } from '#registry/takedowns/actions/restrict_publisher'
import { takedownValidator, versionQuarantineValidator } from '#registry/takedowns/validators'
import { WithdrawVersion, type VersionWithdrawal } from '#registry/takedowns/actions/withdraw_version'
import type { HttpContext } from '@adonisjs/core/http'

type Terms = Pick<VersionWithdrawal, 'act' | 'publicReason' | 'days' | 'onExpiry'>

/** Hiding single versions, and whole publishers' new ones, by program. */
@inject()
export default class VersionTakedownsController {
  constructor(
    private readonly withdraw: WithdrawVersion,
    private readonly restrictPublisher: RestrictPublisher
  ) {}

  async quarantine(ctx: HttpContext) {
    allow(ctx)
    const { reason, days, on_expiry: onExpiry } = await versionQuarantineValidator.validate(snakeKeys(ctx.request.body()))
    return this.#act(ctx, { act: 'quarantine', publicReason: reason, days, onExpiry })
  }

  async release(ctx: HttpContext) {
    return this.#act(ctx, { act: 'release', publicReason: await reasonOf(ctx) })
  }

  async remove(ctx: HttpContext) {
    return this.#act(ctx, { act: 'remove', publicReason: await reasonOf(ctx) })
  }

  async restrict(ctx: HttpContext) {
    return this.#restrict(ctx, true)
  }

  async lift(ctx: HttpContext) {
    return this.#restrict(ctx, false)
  }

  async #act(ctx: HttpContext, terms: Terms) {
    const { name, version: number } = ctx.params as { name: string; version: string }
    const found = await findVersionByNumber(name, number)
    if (!found) throw new VersionNotFound()
    const done = await this.withdraw.handle({ actor: ctx.actor, versionId: found.id, reasonCode: 'other', ...terms })
    const { plugin, version, status, serial } = done
    return sendWire(ctx, { success: true, plugin_name: plugin, version, status, serial })
  }

  async #restrict(ctx: HttpContext, isRestricted: boolean) {
    const publicReason = await reasonOf(ctx)
    const publisher = await findPublisherBySlug(ctx.params.slug as string)
    if (!publisher) throw new PublisherNotFound()
    await this.restrictPublisher.handle({ actor: ctx.actor, publisherId: publisher.id, isRestricted, publicReason })
    return sendWire(ctx, { success: true, publisher: publisher.slug, restricted: isRestricted })
  }
}

function allow({ access }: HttpContext) {
  if (!access.can('trust.withdraw')) throw new Forbidden()
}

async function reasonOf(ctx: HttpContext): Promise<string> {
  allow(ctx)
  return (await takedownValidator.validate(snakeKeys(ctx.request.body()))).reason
}
