import type { Address } from '#orders/placing/purchase'

/** One way of delivery that a plugin offers for the goods of one seller. */
export type ShippingOption = {
  /** `<installation>:<code>`; what the buyer chooses by. */
  id: string
  installationId: string
  pluginName: string
  pluginVersion: string
  code: string
  title: string
  kind: 'courier' | 'point' | 'post' | null
  priceMinor: number
  minDays: number
  maxDays: number
  isEstimate: boolean
}

export type Destination = Pick<Address, 'country' | 'city' | 'postcode'>

/** Where to, and the option chosen for each seller. */
export type ShippingWish = {
  destination: Destination | null
  choices: Record<string, string>
  /** An option that is gone is an error when buying; while looking the cheapest takes its place. */
  isBinding: boolean
}
