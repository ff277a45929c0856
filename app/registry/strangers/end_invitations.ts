import app from '@adonisjs/core/services/app'
import { Audit } from '#core/audit/audit'
import { sqlRows } from '#core/database/sql'
import { EndTransfer } from '#registry/owners/actions/end_transfer'
import { listTransfersFrom } from '#registry/owners/queries/find_transfer'
import type { ForgetStranger } from '#identity/resets/left_behind'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Taken = Parameters<ForgetStranger>[1]

/** Whoever was asked to publish along, or into a publisher, and has not answered. */
export async function endInvitations(trx: TransactionClientContract, { actor, userId, reason }: Taken): Promise<number> {
  const audit = await app.container.make(Audit)
  let ended = 0
  for (const [kind, action] of INVITATIONS) {
    const rows = await sqlRows<{ id: string; label: string }>(
      trx,
      `update ${kind}_invitations i set status = 'withdrawn', ended_at = now() from ${kind}s p
        where p.id = i.${kind}_id and i.invited_by = ? and i.status = 'open' returning p.id, p.name as label`,
      [userId]
    )
    for (const { id, label } of rows) await audit.record(trx, { actor, action, target: { type: kind, id, label }, reason })
    ended += rows.length
  }
  return ended
}

const INVITATIONS = [
  ['plugin', 'registry.owner_invitation_withdrawn'],
  ['publisher', 'registry.member_invitation_withdrawn'],
] as const

/** Plugins on their way to somebody else, also those that wait out their cool-off. */
export async function endOffers(trx: TransactionClientContract, { actor, userId }: Taken): Promise<number> {
  const end = await app.container.make(EndTransfer)
  const transfers = await listTransfersFrom(trx, userId)
  for (const transfer of transfers) await end.apply(trx, transfer, { actor, as: 'cancelled' })
  return transfers.length
}
