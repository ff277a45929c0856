import { Money } from '#core/money/money'
import type { Commission } from '#orders/pricing/quote'

/** A version of a rule never changes; a seller's own rule goes before the platform's. */
export type CommissionRule = {
  id: string
  version: number
  tenantId: string | null
  ratePpm: number
  vatPpm: number
  capMinor: number | null
}

/**
 * Our share of what the seller gets for a line, and the VAT on that share. Both come out of `base`, so together they
 * never exceed it, whatever the rule says.
 */
export function commissionOn(base: Money, rule: CommissionRule): Commission {
  const full = base.share(rule.ratePpm).amount
  const limit = Math.min(rule.capMinor ?? Number.MAX_SAFE_INTEGER, base.amount)
  const amount = Math.min(full, limit)
  const vat = Math.min(Money.of(amount, base.currency).share(rule.vatPpm).amount, base.amount - amount)
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    baseMinor: base.amount,
    ratePpm: rule.ratePpm,
    amountMinor: amount,
    vatMinor: vat,
    capApplied: amount < full,
  }
}

/** The newest version that applies to a seller. There is always the platform's own: the first migration writes it. */
export function ruleFor(tenantId: string, rules: CommissionRule[]): CommissionRule {
  const newest = (owner: string | null) =>
    rules
      .filter((rule) => rule.tenantId === owner)
      .reduce<CommissionRule | undefined>((best, rule) => (best && best.version >= rule.version ? best : rule), undefined)
  const rule = newest(tenantId) ?? newest(null)
  if (!rule) throw new Error('The platform has no commission rule')
  return rule
}
