import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { chooseLocale } from '#core/middleware/locale_middleware'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { CancelTransfer } from '#registry/owners/actions/cancel_transfer'
import { ChangeOwner } from '#registry/owners/actions/change_owner'
import { InviteOwner } from '#registry/owners/actions/invite_owner'
import { OfferTransfer } from '#registry/owners/actions/offer_transfer'
import { WithdrawOwnerInvitation } from '#registry/owners/actions/withdraw_owner_invitation'
import { assertMay, findPublishedPlugin } from '#registry/owners/publishing_policy'
import { listOwners } from '#registry/owners/queries/list_owners'
import { toOwnersJson } from '#registry/owners/owner_json'
import { invitationValidator, roleValidator, transferValidator } from '#registry/owners/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Who publishes a plugin, by API. Plugins of others are 404, missing roles 403. */
@inject()
export default class OwnersApiController {
  constructor(
    private readonly invite: InviteOwner,
    private readonly withdrawInvitation: WithdrawOwnerInvitation,
    private readonly change: ChangeOwner,
    private readonly offer: OfferTransfer,
    private readonly cancel: CancelTransfer
  ) {}

  async index(ctx: HttpContext) {
    const plugin = await findPublishedPlugin(db, ctx.actor, nameOf(ctx))
    assertMay(ctx.actor, ctx.actor.grant ? 'owners' : 'read', plugin)
    return sendWire(ctx, toOwnersJson(await listOwners(plugin.id)))
  }

  async store(ctx: HttpContext) {
    chooseLocale(ctx)
    const given = await invitationValidator.validate(snakeKeys(ctx.request.body()))
    const { id, expiresAt } = await this.invite.handle({ actor: ctx.actor, plugin: nameOf(ctx), locale: ctx.i18n.locale, ...given })
    ctx.response.status(201)
    return sendWire(ctx, { id, expires_at: expiresAt.toISOString() })
  }

  async withdraw(ctx: HttpContext) {
    const invitationId = ctx.params.id as string
    await this.withdrawInvitation.handle({ actor: ctx.actor, plugin: nameOf(ctx), invitationId })
    return ctx.response.noContent()
  }

  async update(ctx: HttpContext) {
    const plugin = nameOf(ctx)
    const { role } = await roleValidator.validate(snakeKeys(ctx.request.body()))
    await this.change.handle({ actor: ctx.actor, plugin, userId: ctx.params.user as string, role })
    return ctx.response.noContent()
  }

  async destroy(ctx: HttpContext) {
    await this.change.handle({ actor: ctx.actor, plugin: nameOf(ctx), userId: ctx.params.user as string, role: null })
    return ctx.response.noContent()
  }

  async transfer(ctx: HttpContext) {
    chooseLocale(ctx)
    const { email } = await transferValidator.validate(snakeKeys(ctx.request.body()))
    const { id, expiresAt } = await this.offer.handle({ actor: ctx.actor, plugin: nameOf(ctx), email, locale: ctx.i18n.locale })
    ctx.response.status(201)
    return sendWire(ctx, { id, expires_at: expiresAt.toISOString() })
  }

  async cancelTransfer(ctx: HttpContext) {
    await this.cancel.handle({ actor: ctx.actor, plugin: nameOf(ctx) })
    return ctx.response.noContent()
  }
}

function nameOf({ access, params }: HttpContext): string {
  if (!access.can('registry.publish')) throw new Forbidden()
  return params.name as string
}
