import { TenantStillBusy } from '#tenancy/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type ClosingRule = (trx: TransactionClientContract, tenantId: string) => Promise<boolean>

type Ending = (trx: TransactionClientContract, closing: { actor: Actor; tenantId: string }) => Promise<void>

const rules: ClosingRule[] = []
const endings: Ending[] = []

/** A higher domain says when a company has open business with it: orders under way, money held. */
export const refuseClosingWhile = (isBusy: ClosingRule): void => void rules.push(isBusy)

/** A higher domain ends what is its own of a company, in the transaction that closes it. */
export const endWithCompany = (end: Ending): void => void endings.push(end)

export async function endAll(...closing: Parameters<Ending>): Promise<void> {
  for (const end of endings) await end(...closing)
}

/** Throws `TenantStillBusy` (409). */
export async function assertMayClose(trx: TransactionClientContract, tenantId: string): Promise<void> {
  for (const isBusy of rules) if (await isBusy(trx, tenantId)) throw new TenantStillBusy()
}
