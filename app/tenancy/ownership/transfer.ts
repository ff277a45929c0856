import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { TransferNotOpen } from '#tenancy/exceptions'

export const TRANSFER_DAYS = 7

export type OwnershipTransfer = {
  id: string
  tenant_id: string
  from_user_id: string
  from_name: string
  to_user_id: string
  to_name: string
  created_at: Date
  expires_at: Date
}

const SQL = `select t.id, t.tenant_id, t.from_user_id, f.full_name as from_name, t.to_user_id, o.full_name as to_name, t.created_at, t.expires_at
  from ownership_transfers t join users f on f.id = t.from_user_id join users o on o.id = t.to_user_id
  where t.tenant_id = ? and t.state = 'open' and t.expires_at > ?`

/** The company's open offer, null where there is none. */
export async function findTransfer(client: SqlClient, tenantId: string): Promise<OwnershipTransfer | null> {
  const [transfer] = await sqlRows<OwnershipTransfer>(client, SQL, [tenantId, Clock.now().toJSDate()])
  return transfer ?? null
}

/** Throws `TransferNotOpen` (404). Call it under `lockTenant`. */
export async function openTransfer(client: SqlClient, tenantId: string): Promise<OwnershipTransfer> {
  const transfer = await findTransfer(client, tenantId)
  if (!transfer) throw new TransferNotOpen()
  return transfer
}

export const transferJson = ({ created_at: createdAt, expires_at: expiresAt, tenant_id: _, ...transfer }: OwnershipTransfer) => ({
  ...transfer,
  created_at: createdAt.toISOString(),
  expires_at: expiresAt.toISOString(),
})
