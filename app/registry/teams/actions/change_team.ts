import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { MemberNotFound, PublisherNameTaken } from '#registry/teams/exceptions'
import { findTeam, lockForAdmin, targetOf } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'

type Where = { actor: Actor; publisher: string }
type Place = Where & { team: string; userId: string }

/** Teams of a publisher and who is in them: a publisher's admins decide. What a team may ends with it, and for who leaves it. */
@inject()
export class ChangeTeam {
  constructor(private readonly audit: Audit) {}

  async create({ actor, publisher: slug, name, team }: Where & { name: string; team: string }): Promise<{ id: string }> {
    return db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      const [made] = await sqlRows<{ id: string }>(
        trx,
        'insert into teams (id, publisher_id, slug, name) values (?, ?, ?, ?) on conflict do nothing returning id',
        [newId(), publisher.id, team, name]
      )
      if (!made) throw new PublisherNameTaken()
      await this.audit.record(trx, { actor, action: 'registry.team_created', target: targetOf(publisher), after: { team } })
      return made
    })
  }

  async remove({ actor, publisher: slug, team }: Where & { team: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      const { id } = await findTeam(trx, publisher.id, team)
      await trx.from('teams').where('id', id).delete()
      await this.audit.record(trx, { actor, action: 'registry.team_removed', target: targetOf(publisher), before: { team } })
    })
  }

  /** Only the publisher's people can be in its teams. Throws `MemberNotFound` (404). */
  async add({ actor, publisher: slug, team, userId }: Place): Promise<void> {
    await db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      const { id } = await findTeam(trx, publisher.id, team)
      const sql = 'select 1 from publisher_members where publisher_id = ? and user_id = ?'
      if (!isId(userId) || !(await sqlRows(trx, sql, [publisher.id, userId])).length) throw new MemberNotFound()
      const added = await sqlRun(trx, 'insert into team_members (team_id, publisher_id, user_id) values (?, ?, ?) on conflict do nothing', [
        id,
        publisher.id,
        userId,
      ])
      if (!added) return
      await this.audit.record(trx, { actor, action: 'registry.team_joined', target: targetOf(publisher), after: { team, user_id: userId } })
    })
  }

  async take({ actor, publisher: slug, team, userId }: Place): Promise<void> {
    await db.transaction(async (trx) => {
      const publisher = await lockForAdmin(trx, actor, slug)
      const { id } = await findTeam(trx, publisher.id, team)
      const gone = isId(userId) ? Number(await trx.from('team_members').where({ team_id: id, user_id: userId }).delete()) : 0
      if (!gone) throw new MemberNotFound()
      await this.audit.record(trx, { actor, action: 'registry.team_left', target: targetOf(publisher), before: { team, user_id: userId } })
    })
  }
}
