import { Money } from '#core/money/money'
import { credit, debit, withoutZeros } from '#ledger/entries'
import {
  commissionIncome,
  escrow,
  promoExpense,
  pspClearing,
  refundClearing,
  sellerPayable,
  vatPayable,
  type OrderRef,
} from '#ledger/accounts'
import type { Entry } from '#ledger/types'

/** One seller's order in a payment: what the buyer pays for it and what the marketplace adds. */
export type OrderShare = OrderRef & { paid: Money; promotion: Money }

export type Release = OrderRef & {
  sellerId: string
  /** The three parts together empty the escrow of the order. */
  toSeller: Money
  commission: Money
  vat: Money
}

/**
 * The provider captured a payment: it owes us the whole, each seller's order holds its share, and what the
 * marketplace promised to add is held with it, so that the seller gets the full price.
 */
export function buyerPays(shares: OrderShare[]): Entry[] {
  const paid = shares.map((share) => share.paid)
  const total = Money.sum(paid, paid[0].currency)
  return withoutZeros([
    debit(pspClearing, total),
    ...shares.map((share) => credit(escrow(share), share.paid)),
    ...shares.flatMap((share) => [debit(promoExpense, share.promotion), credit(escrow(share), share.promotion)]),
  ])
}

/** The order is completed: its escrow goes to the seller, to us and to the state. */
export const releaseOrder = (release: Release): Entry[] =>
  withoutZeros([
    debit(escrow(release), release.toSeller.plus(release.commission).plus(release.vat)),
    credit(sellerPayable(release), release.toSeller),
    credit(commissionIncome, release.commission),
    credit(vatPayable, release.vat),
  ])

/** Money goes back while the order still holds it: the buyer's part to the buyer, the marketplace's to us. */
export const refundBeforeRelease = (share: OrderShare): Entry[] =>
  withoutZeros([
    debit(escrow(share), share.paid.plus(share.promotion)),
    credit(refundClearing, share.paid),
    credit(promoExpense, share.promotion),
  ])

/** The provider confirmed a refund: it owes us that much less. */
export const refundConfirmed = (amount: Money): Entry[] => [debit(refundClearing, amount), credit(pspClearing, amount)]
