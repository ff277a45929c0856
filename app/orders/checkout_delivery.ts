import { deliveryFormValidator } from '#orders/validators/checkout'
import type { HttpContext } from '@adonisjs/core/http'
import type { ShippingWish } from '#orders/shipping/shipping'

const FIELDS = ['country', 'city', 'postcode', 'delivery']

export type DeliveryForm = { country: string; city: string; postcode: string; wish: ShippingWish }

/** Where to and how, as the page was asked for it, or as the form said it that came back. */
export async function readDelivery({ request, session }: HttpContext): Promise<DeliveryForm> {
  const old = session.flashMessages
  const asked = await request.validateUsing(deliveryFormValidator, {
    data: { ...Object.fromEntries(FIELDS.flatMap((name) => (old.get(name) ? [[name, old.get(name) as unknown]] : []))), ...request.qs() },
  })
  const { country = '', city = '', delivery: choices = {} } = asked
  const postcode = asked.postcode ?? null
  const destination = country && city ? { country, city, postcode } : null
  return { country, city, postcode: postcode ?? '', wish: { destination, choices, isBinding: false } }
}
