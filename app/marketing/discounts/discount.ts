/** One line of a purchase as a discount plugin may see it: no buyer, no stock, no other seller. */
export type DiscountableLine = {
  /** Names the line in the plugin's answer. */
  line: string
  tenantId: string
  productId: string
  variantId: string
  categoryId: string
  sku: string
  quantity: number
  unitPriceMinor: number
  currency: string
}

/** Which installation answered; what a discount line later shows to the buyer. */
export type DiscountSource = {
  installationId: string
  pluginName: string
  pluginVersion: string
  /** The platform pays for the discounts of its own installations, a seller for its own. */
  bearer: 'seller' | 'platform'
}

export type Discount = { line: string; amountMinor: number; label: string; source: DiscountSource }

/** What a plugin answers, already of the declared shape. */
export type DiscountAnswer = {
  discounts: { line?: string; amount?: number; percent?: number; currency?: string; label: string }[]
}
