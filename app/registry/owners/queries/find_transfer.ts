import { sqlRows, type SqlClient } from '#core/database/sql'
import { hashLinkSecret } from '#registry/owners/link_secret'
import { TransferNotOpen } from '#registry/owners/exceptions'

export type OpenTransfer = {
  id: string
  plugin_id: string
  plugin: string
  status: 'offered' | 'cooling' | 'completed' | 'cancelled' | 'declined' | 'expired'
  from_user_id: string
  to_email: string
  to_user_id: string | null
  to_publisher_id: string | null
  expires_at: Date
  completes_at: Date | null
}

const SELECT = `select t.id, t.plugin_id, p.name as plugin, t.status, t.from_user_id, t.to_email::text, t.to_user_id, t.to_publisher_id, t.expires_at, t.completes_at
  from plugin_transfers t join plugins p on p.id = t.plugin_id and p.status <> 'deleted'`

const OFFER = `${SELECT} where t.token_hash = ? and t.status = 'offered' and t.expires_at > now()`

/** The offer behind a link. Throws `TransferNotOpen` (404) for every other secret. */
export const findOffer = async (client: SqlClient, secret: string) =>
  orRefuse(await sqlRows<OpenTransfer>(client, OFFER, [hashLinkSecret(secret)]))

export const findOfferForUpdate = async (client: SqlClient, secret: string) =>
  orRefuse(await sqlRows<OpenTransfer>(client, `${OFFER} for update of t`, [hashLinkSecret(secret)]))

/** What is under way with a plugin. Throws `TransferNotOpen` (404). */
export const findTransferOfPlugin = async (client: SqlClient, pluginId: string) =>
  orRefuse(
    await sqlRows<OpenTransfer>(client, `${SELECT} where t.plugin_id = ? and t.status in ('offered', 'cooling') for update of t`, [
      pluginId,
    ])
  )

export async function findTransferForUpdate(client: SqlClient, id: string): Promise<OpenTransfer | undefined> {
  const [transfer] = await sqlRows<OpenTransfer>(client, `${SELECT} where t.id = ? for update of t`, [id])
  return transfer
}

/** Those that somebody offered and that have not happened, locked. */
export const listTransfersFrom = (client: SqlClient, userId: string) =>
  sqlRows<OpenTransfer>(client, `${SELECT} where t.from_user_id = ? and t.status in ('offered', 'cooling') order by t.id for update of t`, [
    userId,
  ])

/** Those whose time has come. */
export const listDueTransfers = (client: SqlClient, most: number) =>
  sqlRows<{ id: string; plugin_id: string }>(
    client,
    `select id, plugin_id from plugin_transfers
      where (status = 'cooling' and completes_at <= now()) or (status = 'offered' and expires_at <= now()) order by created_at limit ?`,
    [most]
  )

function orRefuse([transfer]: OpenTransfer[]): OpenTransfer {
  if (!transfer) throw new TransferNotOpen()
  return transfer
}
