import { Forbidden } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'
import { LastOwner } from '#tenancy/exceptions'
import type { TenantRole } from '#core/rights'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Locks the company, so that two owners cannot step down at once; its members change one after the other. */
export async function lockTenant(trx: TransactionClientContract, tenantId: string): Promise<void> {
  await sqlRows(trx, 'select 1 from tenants where id = ? for update', [tenantId])
}

/**
 * Throws `Forbidden` where owners are concerned and the acting person may not touch them. Policies ask the same before; this asks
 * under `lockTenant`: somebody may have become an owner meanwhile.
 */
export function assertMayTouch(mayTouchOwners: boolean, roles: TenantRole[]): void {
  if (!mayTouchOwners && roles.includes('owner')) throw new Forbidden()
}

/** Throws `LastOwner` when nobody but `userId` owns the company. Call under `lockTenant`. */
export async function assertAnotherOwner(trx: TransactionClientContract, tenantId: string, userId: string): Promise<void> {
  const others = await sqlRows(trx, "select 1 from tenant_members where tenant_id = ? and role = 'owner' and user_id <> ? limit 1", [
    tenantId,
    userId,
  ])
  if (!others.length) throw new LastOwner()
}
