import { inject } from '@adonisjs/core'
import { InvalidIdempotencyKey } from '#core/http/idempotency'
import { CheckOut } from '#orders/actions/check_out'
import { checkoutJson, quoteJson } from '#orders/order_json'
import { signedIn } from '#orders/signed_in'
import { BuildQuote } from '#orders/pricing/build_quote'
import { checkoutValidator, quoteValidator } from '#orders/validators/checkout'
import type { HttpContext } from '@adonisjs/core/http'

type Item = { offer_id: string; quantity: number }

@inject()
export default class CheckoutController {
  constructor(
    private readonly checkOut: CheckOut,
    private readonly buildQuote: BuildQuote
  ) {}

  async store(ctx: HttpContext) {
    if (!ctx.idempotency) throw new InvalidIdempotencyKey()
    const {
      items,
      delivery,
      contact,
      address,
      payment,
      expected_total: expectedTotalMinor,
    } = await ctx.request.validateUsing(checkoutValidator)
    const placed = await this.checkOut.handle({
      actor: signedIn(ctx),
      items: items.map(toWanted),
      contact: { ...contact, phone: contact.phone ?? null },
      address: { ...address, postcode: address.postcode ?? null },
      shipping: delivery ?? {},
      methodToken: payment.card_token,
      idempotencyKey: ctx.idempotency.key,
      expectedTotalMinor,
    })
    return ctx.response.status(placed.replayed ? 200 : 201).json({ data: checkoutJson(placed) })
  }

  async quote({ request }: HttpContext) {
    const { items, delivery: choices = {}, destination } = await request.validateUsing(quoteValidator)
    const wish = { destination: destination ? { ...destination, postcode: destination.postcode ?? null } : null, choices, isBinding: false }
    return { data: quoteJson(await this.buildQuote.handle(items.map(toWanted), wish)) }
  }
}

const toWanted = ({ offer_id: offerId, quantity }: Item) => ({ offerId, quantity })
