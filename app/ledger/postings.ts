import { Money } from '#core/money/money'
import { credit, debit, withoutZeros } from '#ledger/entries'
import { commissionIncome, escrow, promoExpense, pspClearing, refundClearing, sellerPayable, vatPayable } from '#ledger/accounts'
import type { Entry } from '#ledger/types'

export type OrderShare = { orderId: string; amount: Money }

export type Release = {
  orderId: string
  sellerId: string
  /** The three parts empty the escrow of the order. */
  toSeller: Money
  commission: Money
  vat: Money
}

/** The provider captured a payment: it owes us the whole, each seller's order holds its share. */
export function buyerPays(shares: OrderShare[]): Entry[] {
  const amounts = shares.map((share) => share.amount)
  const total = Money.sum(amounts, amounts[0].currency)
  return withoutZeros([debit(pspClearing, total), ...shares.map(({ orderId, amount }) => credit(escrow(orderId), amount))])
}

/** The marketplace pays a part of the price, so that the seller gets the whole. */
export const marketplacePromotion = ({ orderId, amount }: OrderShare): Entry[] => [
  debit(promoExpense, amount),
  credit(escrow(orderId), amount),
]

/** The order is completed: its escrow goes to the seller, to us and to the state. */
export const releaseOrder = ({ orderId, sellerId, toSeller, commission, vat }: Release): Entry[] =>
  withoutZeros([
    debit(escrow(orderId), toSeller.plus(commission).plus(vat)),
    credit(sellerPayable(sellerId), toSeller),
    credit(commissionIncome, commission),
    credit(vatPayable, vat),
  ])

/** Money goes back to the buyer while the order still holds it. */
export const refundBeforeRelease = ({ orderId, amount }: OrderShare): Entry[] => [
  debit(escrow(orderId), amount),
  credit(refundClearing, amount),
]
