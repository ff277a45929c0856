import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { CancelTransfer } from '#registry/owners/actions/cancel_transfer'
import { ChangeOwner } from '#registry/owners/actions/change_owner'
import { InviteOwner } from '#registry/owners/actions/invite_owner'
import { OfferTransfer } from '#registry/owners/actions/offer_transfer'
import { WithdrawOwnerInvitation } from '#registry/owners/actions/withdraw_owner_invitation'
import { OwnerNotFound } from '#registry/owners/exceptions'
import { findPublishedPlugin, OWNER_ROLES, roleMay } from '#registry/owners/publishing_policy'
import { findNameOfPlugin, listJoinedPublishers, listJoinedTeams, listPluginTeams } from '#registry/teams/queries/list_publishers'
import { listOwners } from '#registry/owners/queries/list_owners'
import { invitationValidator, roleValidator, transferValidator } from '#registry/owners/validators'
import type { HttpContext } from '@adonisjs/core/http'

/** Who publishes a plugin, by page. */
@inject()
export default class OwnerPagesController {
  constructor(
    private readonly invite: InviteOwner,
    private readonly withdrawInvitation: WithdrawOwnerInvitation,
    private readonly change: ChangeOwner,
    private readonly offer: OfferTransfer,
    private readonly cancel: CancelTransfer
  ) {}

  async index({ actor, params, view }: HttpContext) {
    const plugin = await findPublishedPlugin(db, actor, params.id as string)
    const [people, teams, joinedTeams, publishers, publisher] = await Promise.all([
      listOwners(plugin.id),
      listPluginTeams(plugin.id),
      listJoinedTeams(actor.userId!),
      listJoinedPublishers(actor.userId!),
      findNameOfPlugin(plugin.id),
    ])
    const listed = { ...people, teams, joinedTeams, publishers, publisher }
    return view.render('registry/publishing/owners', { plugin, ...listed, roles: OWNER_ROLES, mayChange: roleMay(plugin.role!, 'owners') })
  }

  async store(ctx: HttpContext) {
    const given = await ctx.request.validateUsing(invitationValidator)
    await this.invite.handle({ actor: ctx.actor, plugin: ctx.params.id as string, locale: ctx.i18n.locale, ...given })
    return back(ctx, 'publishing.invitation_sent')
  }

  async withdraw(ctx: HttpContext) {
    const { id: plugin, invitation: invitationId } = ctx.params as Record<string, string>
    await this.withdrawInvitation.handle({ actor: ctx.actor, plugin, invitationId })
    return back(ctx, 'publishing.invitation_withdrawn')
  }

  async update(ctx: HttpContext) {
    const { id: plugin, user: userId } = ctx.params as Record<string, string>
    const { role } = await ctx.request.validateUsing(roleValidator)
    await this.change.handle({ actor: ctx.actor, plugin, userId, role })
    return back(ctx, 'publishing.role_was_changed')
  }

  async confirmRemoval({ actor, params, view }: HttpContext) {
    const plugin = await findPublishedPlugin(db, actor, params.id as string)
    const owner = (await listOwners(plugin.id)).owners.find(({ user_id: id }) => id === params.user)
    if (!owner) throw new OwnerNotFound()
    return view.render('registry/publishing/remove_owner', { plugin, owner })
  }

  async destroy(ctx: HttpContext) {
    const { id: plugin, user: userId } = ctx.params as Record<string, string>
    await this.change.handle({ actor: ctx.actor, plugin, userId, role: null })
    if (userId !== ctx.user!.id) return back(ctx, 'publishing.owner_was_removed')
    return ctx.response.redirect().toRoute('publisher.plugins.index')
  }

  async transfer(ctx: HttpContext) {
    const { email } = await ctx.request.validateUsing(transferValidator)
    await this.offer.handle({ actor: ctx.actor, plugin: ctx.params.id as string, email, locale: ctx.i18n.locale })
    return back(ctx, 'publishing.transfer_was_offered')
  }

  async cancelTransfer(ctx: HttpContext) {
    await this.cancel.handle({ actor: ctx.actor, plugin: ctx.params.id as string })
    return back(ctx, 'publishing.transfer_was_cancelled')
  }
}

function back({ i18n, params, response, session }: HttpContext, said: string) {
  session.flash('success', i18n.t(said))
  return response.redirect().toRoute('publisher.owners.index', { id: params.id as string })
}
