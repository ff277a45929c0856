import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { LastOwner, OwnerNotFound } from '#registry/owners/exceptions'
import { lockForAct, type OwnerRole, type PublishedPlugin } from '#registry/owners/publishing_policy'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `role` null: the person leaves. */
export type OwnerChange = { actor: Actor; plugin: string; userId: string; role: OwnerRole | null }

/** Gives somebody another role in a plugin, or takes it away. Everybody may leave by themselves; the last owner stays. */
@inject()
export class ChangeOwner {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, plugin: key, userId, role }: OwnerChange): Promise<void> {
    const isLeaving = role === null && userId === actor.userId && !actor.grant
    await db.transaction(async (trx) => {
      const plugin = await lockForAct(trx, actor, { key, act: isLeaving ? 'read' : 'owners' })
      const before = await roleOf(trx, plugin.id, userId)
      if (before === role) return
      if (before === 'owner') await assertAnotherOwner(trx, plugin.id, userId)
      const row = trx.from('plugin_owners').where({ plugin_id: plugin.id, user_id: userId })
      await (role === null ? row.delete() : row.update({ role }))
      if (role !== 'owner') await cancelTransfers(trx, plugin.id, userId)
      await this.#tell(trx, plugin, { actor, userId, before, role })
    })
  }

  async #tell(
    trx: TransactionClientContract,
    plugin: PublishedPlugin,
    { actor, userId, before, role }: { actor: Actor; userId: string; before: OwnerRole; role: OwnerRole | null }
  ) {
    const target = { type: 'plugin', id: plugin.id, label: plugin.name }
    const action = role ? 'registry.owner_role_changed' : 'registry.owner_removed'
    await this.audit.record(trx, { actor, action, target, before: { user_id: userId, role: before }, after: { role } })
    const payload = { user_id: userId, role, by: actor.userId }
    await this.outbox.record(trx, { name: 'registry.owner_changed.v1', aggregateId: plugin.id, payload })
  }
}

async function roleOf(trx: TransactionClientContract, pluginId: string, userId: string): Promise<OwnerRole> {
  const sql = 'select role from plugin_owners where plugin_id = ? and user_id = ?'
  const [row] = isId(userId) ? await sqlRows<{ role: OwnerRole }>(trx, sql, [pluginId, userId]) : []
  if (!row) throw new OwnerNotFound()
  return row.role
}

/** A blocked owner does not count: nobody could answer for the plugin. */
async function assertAnotherOwner(trx: TransactionClientContract, pluginId: string, userId: string) {
  const others = await sqlRows(
    trx,
    `select 1 from plugin_owners o join users u on u.id = o.user_id and u.status = 'active'
      where o.plugin_id = ? and o.role = 'owner' and o.user_id <> ? limit 1`,
    [pluginId, userId]
  )
  if (!others.length) throw new LastOwner()
}

/** Who is no owner any more gives nothing away. */
const cancelTransfers = (trx: TransactionClientContract, pluginId: string, userId: string) =>
  trx
    .from('plugin_transfers')
    .where({ plugin_id: pluginId, from_user_id: userId })
    .whereIn('status', ['offered', 'cooling'])
    .update({ status: 'cancelled', ended_at: Clock.now().toJSDate() })
