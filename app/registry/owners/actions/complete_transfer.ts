import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { sqlRows, sqlRun } from '#core/database/sql'
import { systemActor } from '#core/actor'
import { EndTransfer } from '#registry/owners/actions/end_transfer'
import { ensurePublisher } from '#registry/publishing/ensure_publisher'
import { findTransferForUpdate, type OpenTransfer } from '#registry/owners/queries/find_transfer'
import { MAY_TAKE_AWAY } from '#registry/teams/publishing_name'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

const ACTOR = systemActor('registry.finish_transfers')

/** Lets a transfer happen whose time has come. What is no longer so - a side blocked or no longer of the publisher, no owner, a frozen plugin - cancels it. */
@inject()
export class CompleteTransfer {
  constructor(private readonly end: EndTransfer) {}

  async handle({ transferId, pluginId }: { transferId: string; pluginId: string }): Promise<void> {
    await db.transaction(async (trx) => {
      await trx.rawQuery('select 1 from plugins where id = ? for update', [pluginId])
      const transfer = await findTransferForUpdate(trx, transferId)
      const now = Clock.now().toJSDate()
      if (transfer?.status === 'offered' && transfer.expires_at <= now) {
        return this.end.apply(trx, transfer, { actor: ACTOR, as: 'expired' })
      }
      if (transfer?.status !== 'cooling' || !transfer.completes_at || transfer.completes_at > now) return
      const isStillSo = await holds(trx, transfer)
      if (isStillSo) await pass(trx, transfer, now)
      await this.end.apply(trx, transfer, { actor: ACTOR, as: isStillSo ? 'completed' : 'cancelled' })
    })
  }
}

async function holds(trx: TransactionClientContract, transfer: OpenTransfer) {
  const { plugin_id: pluginId, from_user_id: from, to_user_id: to, to_publisher_id: publisherId } = transfer
  const rows = await sqlRows(
    trx,
    `select 1 from plugins p join plugin_owners o on o.plugin_id = p.id and o.user_id = ? and o.role = 'owner'
       join users f on f.id = o.user_id and f.status = 'active' join users t on t.id = ? and t.status = 'active'
      where p.id = ? and p.status in ('active', 'archived', 'restricted') and exists (${MAY_TAKE_AWAY})
        and (?::uuid is null or exists (select 1 from publisher_members m where m.publisher_id = ? and m.user_id = t.id))`,
    [from, to, pluginId, from, pluginId, publisherId, publisherId]
  )
  return rows.length > 0
}

/** The old owner's role ends with it, and with the role whatever tokens and builds could do by it. */
async function pass(trx: TransactionClientContract, transfer: OpenTransfer, now: Date) {
  const { plugin_id: pluginId, from_user_id: from, to_user_id: to } = transfer
  const publisherId = transfer.to_publisher_id ?? (await ensurePublisher(trx, { ...ACTOR, userId: to }))
  await sqlRun(trx, `update plugins set publisher_id = ?, serial = nextval('registry_serial'), updated_at = ? where id = ?`, [
    publisherId,
    now,
    pluginId,
  ])
  // Teams of the old publisher go with it.
  await trx.from('plugin_teams').where('plugin_id', pluginId).delete()
  if (from !== to) await trx.from('plugin_owners').where({ plugin_id: pluginId, user_id: from }).delete()
  await sqlRun(
    trx,
    `insert into plugin_owners (plugin_id, user_id, role) values (?, ?, 'owner') on conflict (plugin_id, user_id) do update set role = 'owner'`,
    [pluginId, to]
  )
}
