import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { OutOfStock } from '#catalog/exceptions/stock'
import { PaymentProviders } from '#payments/providers/payment_providers'
import { CheckOut } from '#orders/actions/check_out'
import { EmptyCart } from '#orders/actions/empty_cart'
import { CurrentCart } from '#orders/carts/current_cart'
import { OffersUnavailable, PaymentDeclined, QuoteChanged } from '#orders/exceptions/checkout'
import { BuildQuote } from '#orders/pricing/build_quote'
import { toPurchase, type CheckoutForm } from '#orders/checkout_form'
import { findPlacement, findPlacementByKey } from '#orders/queries/find_placement'
import { buyable, viewCart } from '#orders/queries/view_cart'
import { signedIn } from '#orders/signed_in'
import { checkoutFormValidator } from '#orders/validators/checkout'
import type { HttpContext } from '@adonisjs/core/http'

const CARD_FIELDS = ['_csrf', 'card_number', 'card_expiry', 'card_cvc']

@inject()
export default class CheckoutController {
  constructor(
    private readonly cart: CurrentCart,
    private readonly buildQuote: BuildQuote,
    private readonly checkOut: CheckOut,
    private readonly emptyCart: EmptyCart,
    private readonly providers: PaymentProviders
  ) {}

  async create(ctx: HttpContext) {
    const lines = await viewCart(await this.cart.ownerOf(ctx))
    const wanted = buyable(lines)
    if (!wanted.length) return ctx.response.redirect().toRoute('shop.cart')
    return ctx.view.render('orders/public/checkout', {
      key: newId(),
      quote: await this.buildQuote.price(wanted),
      left: lines.filter((line) => !wanted.includes(line)),
      changed: wanted.filter(({ problem }) => problem === 'price'),
      buyer: ctx.user,
    })
  }

  async store(ctx: HttpContext) {
    const actor = signedIn(ctx)
    const form = await ctx.request.validateUsing(checkoutFormValidator)
    // The second of two clicks finds what the first one bought, though the cart is empty by now.
    const placed = (await findPlacementByKey(db, actor.userId, form.key)) ?? (await this.#pay(ctx, form))
    return placed ? ctx.response.redirect().toRoute('checkout.show', { group: placed.groupId }) : ctx.response.redirect().toRoute('checkout.create')
  }

  async show(ctx: HttpContext) {
    const placement = isId(ctx.params.group) ? await findPlacement(db, ctx.params.group) : null
    if (placement?.buyerId !== signedIn(ctx).userId) throw new NotFound()
    const isWaiting = placement.orders.some(({ state }) => state === 'awaiting_payment')
    const isCancelled = placement.orders.every(({ state }) => state === 'cancelled')
    return ctx.view.render('orders/public/placed', { placement, isWaiting, isCancelled })
  }

  /** Null after a refusal that the form, shown anew with today's prices, can tell of. */
  async #pay(ctx: HttpContext, form: CheckoutForm) {
    const actor = signedIn(ctx)
    const items = buyable(await viewCart(await this.cart.ownerOf(ctx)))
    const methodToken = await this.providers.default.tokenize(cardOf(form))
    try {
      const placed = await this.checkOut.handle({ actor, items, methodToken, ...toPurchase(form) })
      await this.emptyCart.handle({ actor, userId: actor.userId, offerIds: items.map(({ offerId }) => offerId) })
      return placed
    } catch (error) {
      ctx.session.flashExcept(CARD_FIELDS)
      ctx.session.flash('error', refusalText(error, ctx.i18n))
      return null
    }
  }
}

/** A declined card, a changed price, goods that are gone: all else is not the form's business. */
function refusalText(error: unknown, i18n: HttpContext['i18n']): string {
  if (error instanceof PaymentDeclined) return i18n.t(`orders.declined_${error.reason}`, {}, i18n.t('orders.declined'))
  if (error instanceof QuoteChanged || error instanceof OutOfStock || error instanceof OffersUnavailable) return i18n.t(`errors.${error.code}`)
  throw error
}

function cardOf({ card_number: number, card_expiry: expiry, card_cvc: cvc }: CheckoutForm) {
  const [month, year] = expiry.split('/').map((part) => Number(part.trim()))
  return { number, cvc, expMonth: month, expYear: 2_000 + year }
}
