import type { HttpContext } from '@adonisjs/core/http'
import { checkoutFormValidator, hostedFormValidator } from '#orders/validators/checkout'
import type { CheckoutForm } from '#orders/checkout_form'
import type { Card, PaymentProvider } from '#payments/providers/provider'

/** The page's form, with a card only where our own page may ask for it: others ask for it in a form of their own. */
export async function readCheckoutForm(request: HttpContext['request'], { takesCards }: PaymentProvider) {
  if (!takesCards) return { form: (await request.validateUsing(hostedFormValidator)) as CheckoutForm, card: null }
  const { card_number: number, card_expiry: expiry, card_cvc: cvc, ...form } = await request.validateUsing(checkoutFormValidator)
  return { form: form as CheckoutForm, card: cardOf({ number, expiry, cvc }) }
}

function cardOf({ number, expiry, cvc }: { number: string; expiry: string; cvc: string }): Card {
  const [month, year] = expiry.split('/').map((part) => Number(part.trim()))
  return { number, cvc, expMonth: month, expYear: 2_000 + year }
}
