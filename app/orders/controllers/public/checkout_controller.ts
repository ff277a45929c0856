import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { isId, newId } from '#core/ids'
import { NotFound } from '#core/http/exceptions'
import { flashInput } from '#core/http/flash_input'
import { OutOfStock } from '#catalog/exceptions/stock'
import { PaymentProviders } from '#payments/providers/payment_providers'
import { CheckOut } from '#orders/actions/check_out'
import { EmptyCart } from '#orders/actions/empty_cart'
import { CurrentCart } from '#orders/carts/current_cart'
import { OffersUnavailable, OrderRefused, PaymentDeclined, PurchaseBlocked, QuoteChanged } from '#orders/exceptions/checkout'
import { BuildQuote } from '#orders/pricing/build_quote'
import { readDelivery } from '#orders/checkout_delivery'
import { FindShipping } from '#orders/shipping/find_shipping'
import { readCheckoutForm } from '#orders/checkout_card'
import { toPurchase } from '#orders/checkout_form'
import { findPlacement, findPlacementByKey } from '#orders/queries/find_placement'
import { buyable, viewCart } from '#orders/queries/view_cart'
import { signedIn } from '#orders/signed_in'
import { findActionUrl } from '#payments/queries/operations'
import type { PaymentProvider } from '#payments/providers/provider'
import type { HttpContext } from '@adonisjs/core/http'

/** Refusals that the form, shown anew with today's prices, can tell of. */
const TELLABLE = [QuoteChanged, OutOfStock, OffersUnavailable, OrderRefused, PurchaseBlocked]

@inject()
export default class CheckoutController {
  constructor(
    private readonly cart: CurrentCart,
    private readonly buildQuote: BuildQuote,
    private readonly checkOut: CheckOut,
    private readonly emptyCart: EmptyCart,
    private readonly providers: PaymentProviders,
    private readonly findShipping: FindShipping
  ) {}

  async create(ctx: HttpContext) {
    const lines = await viewCart(await this.cart.ownerOf(ctx))
    const wanted = buyable(lines)
    if (!wanted.length) return ctx.response.redirect().toRoute('shop.cart')
    const { takesCards } = await this.providers.current()
    const delivery = await readDelivery(ctx)
    const quote = await this.buildQuote.ship(await this.buildQuote.price(wanted), delivery.wish)
    return ctx.view.render('orders/public/checkout', {
      takesCards,
      lineProblems: (ctx.session.flashMessages.get('lineProblems') as Record<string, string[]> | undefined) ?? {},
      key: newId(),
      quote,
      delivery,
      hasDelivery: await this.findShipping.isOffered(quote.orders.map(({ tenantId }) => tenantId)),
      left: lines.filter((line) => !wanted.includes(line)),
      changed: wanted.filter(({ problem }) => problem === 'price'),
      buyer: ctx.user,
    })
  }

  async store(ctx: HttpContext) {
    const actor = signedIn(ctx)
    const provider = await this.providers.current()
    const checkout = await readCheckoutForm(ctx.request, provider)
    // The second of two clicks finds what the first one bought, though the cart is empty by now.
    const placed = (await findPlacementByKey(db, actor.userId, checkout.form.key)) ?? (await this.#pay(ctx, provider, checkout))
    return placed ? ctx.response.redirect().toRoute('checkout.show', { group: placed.groupId }) : ctx.response.redirect().toRoute('checkout.create')
  }

  async show(ctx: HttpContext) {
    const placement = isId(ctx.params.group) ? await findPlacement(db, ctx.params.group) : null
    if (placement?.buyerId !== signedIn(ctx).userId) throw new NotFound()
    const isWaiting = placement.orders.some(({ state }) => state === 'awaiting_payment')
    const isCancelled = placement.orders.every(({ state }) => state === 'cancelled')
    const paymentUrl = isWaiting && placement.paymentIntentId ? await findActionUrl(db, placement.paymentIntentId) : null
    return ctx.view.render('orders/public/placed', { placement, isWaiting, isCancelled, paymentUrl })
  }

  /** Null after a refusal that the form, shown anew with today's prices, can tell of. */
  async #pay(ctx: HttpContext, provider: PaymentProvider, { form, card }: Awaited<ReturnType<typeof readCheckoutForm>>) {
    const actor = signedIn(ctx)
    const items = buyable(await viewCart(await this.cart.ownerOf(ctx)))
    const methodToken = card ? await provider.tokenize(card) : ''
    try {
      const placed = await this.checkOut.handle({ actor, items, methodToken, ...toPurchase(form) })
      await this.emptyCart.handle({ actor, userId: actor.userId, offerIds: items.map(({ offerId }) => offerId) })
      return placed
    } catch (error) {
      flashInput(ctx)
      if (error instanceof OrderRefused) ctx.session.flash('lineProblems', messagesByLine(error))
      ctx.session.flash('error', refusalText(error, ctx.i18n))
      return null
    }
  }
}

/** A declined card, a changed price, goods that are gone: all else is not the form's business. */
function refusalText(error: unknown, i18n: HttpContext['i18n']): string {
  if (error instanceof PaymentDeclined) return i18n.t(`orders.declined_${error.reason}`, {}, i18n.t('orders.declined'))
  if (TELLABLE.some((kind) => error instanceof kind)) return i18n.t(`errors.${(error as { code: string }).code}`)
  throw error
}

/** Messages by offer; under `all` those about the purchase as a whole. */
const messagesByLine = ({ problems }: OrderRefused): Record<string, string[]> =>
  Object.fromEntries(
    [...Map.groupBy(problems, ({ offerId }) => offerId ?? 'all')].map(([line, list]) => [line, list.map(({ message }) => message)])
  )
