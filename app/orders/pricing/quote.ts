import type { Discount } from '#marketing/discounts/discount'
import type { ShippingOption } from '#orders/shipping/shipping'

/** An offer as the catalogue has it now, and how many of it are wanted. */
export type WantedLine = {
  offerId: string
  variantId: string
  productId: string
  categoryId: string
  tenantId: string
  sellerId: string
  sellerName: string
  sku: string
  title: string
  slug: string
  unitPriceMinor: number
  /** Of one piece; null: the seller did not say. */
  weightGrams: number | null
  currency: string
  quantity: number
  available: number
  isSellable: boolean
}

export type Commission = {
  ruleId: string
  ruleVersion: number
  baseMinor: number
  ratePpm: number
  amountMinor: number
  vatMinor: number
  capApplied: boolean
}

export type QuotedLine = WantedLine & {
  subtotalMinor: number
  discountMinor: number
  totalMinor: number
  discounts: Discount[]
  commission: Commission
}

/** What one seller will deliver. `platformDiscountMinor` is the part of the discount that the platform pays. */
export type QuotedOrder = {
  tenantId: string
  sellerId: string
  sellerName: string
  lines: QuotedLine[]
  subtotalMinor: number
  discountMinor: number
  platformDiscountMinor: number
  /** What is offered for these goods, and what was chosen of it. */
  shippingOptions: ShippingOption[]
  shipping: ShippingOption | null
  shippingMinor: number
  /** Goods after discounts, and delivery. */
  totalMinor: number
}

export type Quote = {
  currency: string
  orders: QuotedOrder[]
  subtotalMinor: number
  discountMinor: number
  shippingMinor: number
  totalMinor: number
}
