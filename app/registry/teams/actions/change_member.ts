import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { LastPublisherAdmin, MemberNotFound } from '#registry/teams/exceptions'
import { lockForAdmin, lockJoinedPublisher, targetOf, type MemberRole } from '#registry/teams/publisher_access'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `role` null: the person leaves, and with them their places in its teams and all that these allowed. */
export type MemberChange = { actor: Actor; publisher: string; userId: string; role: MemberRole | null }

/** Gives somebody another role in a publisher, or ends it. Everybody may leave by themselves; the last admin stays. */
@inject()
export class ChangeMember {
  constructor(private readonly audit: Audit) {}

  async handle({ actor, publisher: slug, userId, role }: MemberChange): Promise<void> {
    const isLeaving = role === null && userId === actor.userId
    await db.transaction(async (trx) => {
      const publisher = await (isLeaving ? lockJoinedPublisher : lockForAdmin)(trx, actor, slug)
      const before = await roleOf(trx, publisher.id, userId)
      if (before === role) return
      if (before === 'admin') await assertAnotherAdmin(trx, publisher.id, userId)
      const row = trx.from('publisher_members').where({ publisher_id: publisher.id, user_id: userId })
      await (role === null ? row.delete() : row.update({ role }))
      const action = role ? 'registry.publisher_role_changed' : 'registry.publisher_member_removed'
      const change = { before: { user_id: userId, role: before }, after: { role } }
      await this.audit.record(trx, { actor, action, target: targetOf(publisher), ...change })
    })
  }
}

async function roleOf(trx: TransactionClientContract, publisherId: string, userId: string): Promise<MemberRole> {
  const sql = 'select role from publisher_members where publisher_id = ? and user_id = ?'
  const [row] = isId(userId) ? await sqlRows<{ role: MemberRole }>(trx, sql, [publisherId, userId]) : []
  if (!row) throw new MemberNotFound()
  return row.role
}

/** A blocked admin does not count: nobody could answer for the publisher. */
async function assertAnotherAdmin(trx: TransactionClientContract, publisherId: string, userId: string) {
  const others = await sqlRows(
    trx,
    `select 1 from publisher_members m join users u on u.id = m.user_id and u.status = 'active'
      where m.publisher_id = ? and m.role = 'admin' and m.user_id <> ? limit 1`,
    [publisherId, userId]
  )
  if (!others.length) throw new LastPublisherAdmin()
}
