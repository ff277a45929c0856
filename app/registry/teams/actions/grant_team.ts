import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { TeamNotFound } from '#registry/teams/exceptions'
import { lockForAct, type OwnerRole } from '#registry/owners/publishing_policy'
import { findJoinedPublisher, findTeam } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

export type TeamOfPlugin = { actor: Actor; plugin: string; publisher: string; team: string }

/** Gives a team a role in a plugin, or takes it away: an owner of the plugin who belongs to the team's publisher does. */
@inject()
export class GrantTeam {
  constructor(private readonly audit: Audit) {}

  async give({ actor, plugin: key, publisher: slug, team: teamSlug, role }: TeamOfPlugin & { role: OwnerRole }): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      const publisher = await findJoinedPublisher(trx, actor, slug)
      const team = await findTeam(trx, publisher.id, teamSlug)
      await sqlRun(
        trx,
        'insert into plugin_teams (plugin_id, team_id, role) values (?, ?, ?) on conflict (plugin_id, team_id) do update set role = excluded.role',
        [plugin.id, team.id, role]
      )
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.team_granted', target, after: { publisher: slug, team: teamSlug, role } })
    })
  }

  /** Any owner may, also one who is not of the publisher. Throws `TeamNotFound` (404). */
  async end({ actor, plugin: key, publisher: slug, team }: TeamOfPlugin): Promise<void> {
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: 'owners' })
      const gone = await sqlRun(
        trx,
        `delete from plugin_teams where plugin_id = ? and team_id =
           (select t.id from teams t join publishers b on b.id = t.publisher_id where b.slug = ? and t.slug = ?)`,
        [plugin.id, slug, team]
      )
      if (!gone) throw new TeamNotFound()
      const target = { type: 'plugin', id: plugin.id, label: plugin.name }
      await this.audit.record(trx, { actor, action: 'registry.team_grant_ended', target, before: { publisher: slug, team } })
    })
  }
}
