import type { Account } from '#ledger/types'

/** Every marketplace sale touches these accounts: eight rows each keep checkouts from waiting for one. */
const SHARDS = 8

/** Money the payment provider has taken and not yet settled. */
export const pspClearing: Account = { code: 'psp_clearing', normalSide: 'D', shards: SHARDS }

/** Refunds promised to buyers and not yet confirmed by the provider. */
export const refundClearing: Account = { code: 'refund_clearing', normalSide: 'C', shards: SHARDS }

/** Discounts the marketplace pays itself. */
export const promoExpense: Account = { code: 'promo_expense', normalSide: 'D', shards: SHARDS }

export const commissionIncome: Account = { code: 'commission_income', normalSide: 'C', shards: SHARDS }

/** VAT on commissions, owed to the state. */
export const vatPayable: Account = { code: 'vat_payable', normalSide: 'C', shards: SHARDS }

/** What the buyer paid for one seller's order, until it is completed or refunded. Never below zero. */
export const escrow = (orderId: string): Account => ({
  code: `escrow:order:${orderId}`,
  normalSide: 'C',
  minBalance: 0,
  owner: { type: 'order', id: orderId },
})

/** What we owe a seller and have not paid out. */
export const sellerPayable = (sellerId: string): Account => ({
  code: `seller_payable:${sellerId}`,
  normalSide: 'C',
  minBalance: 0,
  owner: { type: 'seller', id: sellerId },
})
