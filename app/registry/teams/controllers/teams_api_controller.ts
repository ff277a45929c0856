import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Forbidden } from '#core/http/exceptions'
import { sendWire, snakeKeys } from '#registry/wire/casing'
import { assertMay, findPublishedPlugin } from '#registry/owners/publishing_policy'
import { ChangePublisher } from '#registry/teams/actions/change_publisher'
import { ChangeTeam } from '#registry/teams/actions/change_team'
import { GrantTeam } from '#registry/teams/actions/grant_team'
import { listPluginTeams } from '#registry/teams/queries/list_publishers'
import { publisherChoiceValidator } from '#registry/owners/validators'
import { teamRoleValidator, teamValidator, toPluginTeamJson } from '#registry/teams/team_json'
import type { HttpContext } from '@adonisjs/core/http'

/** Teams of publishers, who is in them, and what they may do with a plugin, by API. */
@inject()
export default class TeamsApiController {
  constructor(
    private readonly change: ChangeTeam,
    private readonly grant: GrantTeam,
    private readonly changePublisher: ChangePublisher
  ) {}

  async store(ctx: HttpContext) {
    const { name, slug: team } = await teamValidator.validate(snakeKeys(ctx.request.body()))
    const { id } = await this.change.create({ ...publisherOf(ctx), name, team })
    ctx.response.status(201)
    return sendWire(ctx, { id })
  }

  async destroy(ctx: HttpContext) {
    await this.change.remove({ ...publisherOf(ctx), team: ctx.params.team as string })
    return ctx.response.noContent()
  }

  async addMember(ctx: HttpContext) {
    await this.change.add({ ...publisherOf(ctx), team: ctx.params.team as string, userId: ctx.params.user as string })
    return ctx.response.noContent()
  }

  async removeMember(ctx: HttpContext) {
    await this.change.take({ ...publisherOf(ctx), team: ctx.params.team as string, userId: ctx.params.user as string })
    return ctx.response.noContent()
  }

  async ofPlugin(ctx: HttpContext) {
    const plugin = await findPublishedPlugin(db, ctx.actor, teamOf(ctx).plugin)
    assertMay(ctx.actor, ctx.actor.grant ? 'owners' : 'read', plugin)
    return sendWire(ctx, { teams: (await listPluginTeams(plugin.id)).map(toPluginTeamJson) })
  }

  async give(ctx: HttpContext) {
    const { role } = await teamRoleValidator.validate(snakeKeys(ctx.request.body()))
    await this.grant.give({ ...teamOf(ctx), role })
    return ctx.response.noContent()
  }

  async name(ctx: HttpContext) {
    const { publisher = null } = await publisherChoiceValidator.validate(snakeKeys(ctx.request.body()))
    if (!ctx.access.can('registry.publish')) throw new Forbidden()
    const changed = await this.changePublisher.handle({ actor: ctx.actor, plugin: ctx.params.name as string, publisher })
    return sendWire(ctx, { success: true, plugin: changed.plugin, publisher: changed.publisher.slug, serial: changed.serial })
  }

  async end(ctx: HttpContext) {
    await this.grant.end(teamOf(ctx))
    return ctx.response.noContent()
  }
}

function publisherOf({ access, actor, params }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
  return { actor, publisher: params.slug as string }
}

function teamOf({ access, actor, params }: HttpContext) {
  if (!access.can('registry.publish')) throw new Forbidden()
  return { actor, plugin: params.name as string, publisher: params.publisher as string, team: params.team as string }
}
