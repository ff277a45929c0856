import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { ChangeMember } from '#registry/teams/actions/change_member'
import { ChangePublisher } from '#registry/teams/actions/change_publisher'
import { ChangeTeam } from '#registry/teams/actions/change_team'
import { CreatePublisher } from '#registry/teams/actions/create_publisher'
import { GrantTeam } from '#registry/teams/actions/grant_team'
import { InviteMember } from '#registry/teams/actions/invite_member'
import { findJoinedPublisher } from '#registry/teams/publisher_access'
import { listJoinedPublishers, listPublisherPeople } from '#registry/teams/queries/list_publishers'
import { publisherChoiceValidator } from '#registry/owners/validators'
import {
  memberInvitationValidator,
  memberRoleValidator,
  publisherValidator,
  teamGrantValidator,
  teamPlaceValidator,
  teamValidator,
} from '#registry/teams/team_json'
import type { HttpContext } from '@adonisjs/core/http'

/** Publishers that are many people, by page. */
@inject()
export default class TeamPagesController {
  constructor(
    private readonly createPublisher: CreatePublisher,
    private readonly invite: InviteMember,
    private readonly changeMember: ChangeMember,
    private readonly changeTeam: ChangeTeam,
    private readonly grant: GrantTeam,
    private readonly changePublisher: ChangePublisher
  ) {}

  async index({ user, view }: HttpContext) {
    return view.render('registry/teams/index', { publishers: await listJoinedPublishers(user!.id) })
  }

  async store(ctx: HttpContext) {
    const given = await ctx.request.validateUsing(publisherValidator)
    const { slug } = await this.createPublisher.handle({ actor: ctx.actor, ...given })
    return done(ctx, 'teams.publisher_was_made', slug)
  }

  async show({ actor, params, view }: HttpContext) {
    const publisher = await findJoinedPublisher(db, actor, params.slug as string)
    return view.render('registry/teams/show', {
      publisher,
      isAdmin: publisher.role === 'admin',
      ...(await listPublisherPeople(publisher.id)),
    })
  }

  async inviteMember(ctx: HttpContext) {
    const given = await ctx.request.validateUsing(memberInvitationValidator)
    await this.invite.handle({ ...placeOf(ctx), locale: ctx.i18n.locale, ...given })
    return done(ctx, 'publishing.invitation_sent')
  }

  async withdraw(ctx: HttpContext) {
    await this.invite.withdraw({ ...placeOf(ctx), invitationId: ctx.params.id as string })
    return done(ctx, 'publishing.invitation_withdrawn')
  }

  async changeRole(ctx: HttpContext) {
    const { role } = await ctx.request.validateUsing(memberRoleValidator)
    await this.changeMember.handle({ ...placeOf(ctx), userId: ctx.params.user as string, role })
    return done(ctx, 'publishing.role_was_changed')
  }

  async removeMember(ctx: HttpContext) {
    const userId = ctx.params.user as string
    await this.changeMember.handle({ ...placeOf(ctx), userId, role: null })
    if (userId !== ctx.user!.id) return done(ctx, 'publishing.owner_was_removed')
    return ctx.response.redirect().toRoute('publisher.teams.index')
  }

  async storeTeam(ctx: HttpContext) {
    const { name, slug: team } = await ctx.request.validateUsing(teamValidator)
    await this.changeTeam.create({ ...placeOf(ctx), name, team })
    return done(ctx, 'teams.team_was_made')
  }

  async removeTeam(ctx: HttpContext) {
    await this.changeTeam.remove({ ...placeOf(ctx), team: ctx.params.team as string })
    return done(ctx, 'teams.team_was_removed')
  }

  async join(ctx: HttpContext) {
    const { user: userId } = await ctx.request.validateUsing(teamPlaceValidator)
    await this.changeTeam.add({ ...placeOf(ctx), team: ctx.params.team as string, userId })
    return done(ctx, 'teams.team_was_changed')
  }

  async part(ctx: HttpContext) {
    await this.changeTeam.take({ ...placeOf(ctx), team: ctx.params.team as string, userId: ctx.params.user as string })
    return done(ctx, 'teams.team_was_changed')
  }

  async give(ctx: HttpContext) {
    const { team: path, role } = await ctx.request.validateUsing(teamGrantValidator)
    const [publisher, team] = path.split('/')
    await this.grant.give({ actor: ctx.actor, plugin: ctx.params.id as string, publisher, team, role })
    return toOwners(ctx, 'teams.role_was_given')
  }

  async name(ctx: HttpContext) {
    const { publisher = null } = await ctx.request.validateUsing(publisherChoiceValidator)
    const changed = await this.changePublisher.handle({ actor: ctx.actor, plugin: ctx.params.id as string, publisher })
    return toOwners(ctx, 'publishing.publisher_was_changed', { publisher: changed.publisher.name })
  }

  async end(ctx: HttpContext) {
    const { id: plugin, publisher, team } = ctx.params as Record<string, string>
    await this.grant.end({ actor: ctx.actor, plugin, publisher, team })
    return toOwners(ctx, 'teams.role_was_ended')
  }
}

const placeOf = ({ actor, params }: HttpContext) => ({ actor, publisher: params.slug as string })

function done({ i18n, params, response, session }: HttpContext, said: string, slug = params.slug as string) {
  session.flash('success', i18n.t(said))
  return response.redirect().toRoute('publisher.teams.show', { slug })
}

function toOwners({ i18n, params, response, session }: HttpContext, said: string, words: Record<string, string> = {}) {
  session.flash('success', i18n.t(said, words))
  return response.redirect().toRoute('publisher.owners.index', { id: params.id as string })
}
