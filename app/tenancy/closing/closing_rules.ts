import { TenantStillBusy } from '#tenancy/exceptions'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type ClosingRule = (trx: TransactionClientContract, tenantId: string) => Promise<boolean>

const rules: ClosingRule[] = []

/** A higher domain says when a company has open business with it: orders under way, money held. */
export const refuseClosingWhile = (isBusy: ClosingRule): void => void rules.push(isBusy)

/** Throws `TenantStillBusy` (409). */
export async function assertMayClose(trx: TransactionClientContract, tenantId: string): Promise<void> {
  for (const isBusy of rules) if (await isBusy(trx, tenantId)) throw new TenantStillBusy()
}
