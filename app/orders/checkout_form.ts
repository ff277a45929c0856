import type { Infer } from '@vinejs/vine/types'
import type { hostedFormValidator } from '#orders/validators/checkout'
import type { PlaceOrderInput } from '#orders/actions/place_order'

export type CheckoutForm = Infer<typeof hostedFormValidator>

/** The page's flat fields as the checkout takes them. */
type Wanted = Pick<PlaceOrderInput, 'contact' | 'address' | 'shipping' | 'idempotencyKey' | 'expectedTotalMinor'>

export const toPurchase = (form: CheckoutForm): Wanted => ({
  shipping: form.delivery ?? {},
  contact: { name: form.name, email: form.email, phone: form.phone ?? null },
  address: { country: form.country, city: form.city, line: form.line, postcode: form.postcode ?? null },
  idempotencyKey: form.key,
  expectedTotalMinor: form.expected_total,
})
