import type { Account } from '#ledger/types'

/** Every sale touches the platform's accounts: sixteen rows each keep checkouts from waiting for one. */
const platform = (code: string, normalSide: Account['normalSide']): Account => ({ code, normalSide, shards: 16, tenantId: null })

/** Money the payment provider has taken and not yet settled. */
export const pspClearing = platform('psp_clearing', 'D')

/** Refunds promised to buyers and not yet confirmed by the provider. */
export const refundClearing = platform('refund_clearing', 'C')

/** Discounts the marketplace pays itself. */
export const promoExpense = platform('promo_expense', 'D')

export const commissionIncome = platform('commission_income', 'C')

/** VAT on commissions, owed to the state. */
export const vatPayable = platform('vat_payable', 'C')

/** An order of one seller's tenant: its money is kept in that tenant's book. */
export type OrderRef = { orderId: string; tenantId: string }

/** What the buyer paid for one seller's order, until it is completed or refunded. Never below zero. */
export const escrow = ({ orderId, tenantId }: OrderRef): Account => ({
  code: `escrow:order:${orderId}`,
  normalSide: 'C',
  minBalance: 0,
  owner: { type: 'order', id: orderId },
  tenantId,
})

export type SellerRef = { sellerId: string; tenantId: string }

/** What we owe a seller and have not paid out. */
export const sellerPayable = ({ sellerId, tenantId }: SellerRef): Account => ({
  code: `seller_payable:${sellerId}`,
  normalSide: 'C',
  minBalance: 0,
  owner: { type: 'seller', id: sellerId },
  tenantId,
})
