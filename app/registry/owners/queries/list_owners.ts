import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { OwnerRole } from '#registry/owners/publishing_policy'

export type OwnerRow = { user_id: string; username: string; full_name: string; role: OwnerRole; created_at: Date }
export type InvitationRow = { id: string; email: string; role: OwnerRole; expires_at: Date }
export type TransferRow = { status: 'offered' | 'cooling'; to_email: string; expires_at: Date; completes_at: Date | null }
export type Owners = { owners: OwnerRow[]; invitations: InvitationRow[]; transfer: TransferRow | null }

/** Who publishes a plugin, who was asked to, and to whom it is being passed. Lists of people, bounded by what people are. */
export async function listOwners(pluginId: string): Promise<Owners> {
  const [owners, invitations, transfers] = await Promise.all([
    sqlRows<OwnerRow>(
      db,
      `select o.user_id, u.username::text, u.full_name, o.role, o.created_at from plugin_owners o join users u on u.id = o.user_id
        where o.plugin_id = ? order by array_position(array['owner', 'maintainer', 'publisher'], o.role), o.created_at, o.user_id limit 500`,
      [pluginId]
    ),
    sqlRows<InvitationRow>(
      db,
      `select id, email::text, role, expires_at from plugin_invitations
        where plugin_id = ? and status = 'open' and expires_at > now() order by created_at limit 500`,
      [pluginId]
    ),
    sqlRows<TransferRow>(
      db,
      `select status, to_email::text, expires_at, completes_at from plugin_transfers where plugin_id = ? and status in ('offered', 'cooling')`,
      [pluginId]
    ),
  ])
  return { owners, invitations, transfer: transfers.at(0) ?? null }
}
