import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { OrderRefused, type LineProblem } from '#orders/exceptions/checkout'
import { destinationOf, linesVisibleTo, sellersOf, totalOf } from '#orders/checks/what_plugins_see'
import { orderValidationHook, type OrderValidationAnswer, type OrderValidationInput } from '#orders/hooks/order_validation'
import { HookCaller, type HookAnswer } from '#runtime/hooks/hook_caller'
import type { PlaceOrderInput } from '#orders/actions/place_order'
import type { Address } from '#orders/placing/purchase'
import type { Quote, QuotedLine } from '#orders/pricing/quote'

/** Asks the plugins whether a purchase may be made. What cannot be asked has nothing against it. */
@inject()
export class ValidateOrder {
  constructor(private readonly hooks: HookCaller) {}

  /** Throws `OrderRefused` with every problem. */
  async handle(quote: Quote, { address, items }: Pick<PlaceOrderInput, 'address' | 'items'>): Promise<void> {
    const problems = (await this.#ask(quote, address)).flatMap((answer) => problemsOf(answer, quote))
    if (problems.length === 0) return
    throw new OrderRefused(
      problems,
      items.map(({ offerId }) => offerId)
    )
  }

  async #ask(quote: Quote, address: Address): Promise<HookAnswer<OrderValidationAnswer>[]> {
    try {
      return await this.hooks.call(orderValidationHook, {
        tenantIds: sellersOf(quote),
        input: ({ tenantId }) => inputOf(quote.currency, linesVisibleTo(tenantId, quote), address),
      })
    } catch (error) {
      logger.error({ err: error }, 'plugins could not be asked about an order; it goes on without them')
      return []
    }
  }
}

/** A line that the plugin was not shown is none it may speak about. */
function problemsOf({ output, tenantId }: HookAnswer<OrderValidationAnswer>, quote: Quote): LineProblem[] {
  const shown = new Set(linesVisibleTo(tenantId, quote).map(({ offerId }) => offerId))
  return output.problems.map(({ line, message }) => ({
    offerId: line !== undefined && shown.has(line) ? line : null,
    message: oneLine(message),
  }))
}

/** Shown to buyers: no line breaks, no terminal codes. */
const oneLine = (message: string) => message.replace(/\p{Cc}+/gu, ' ').trim()

const inputOf = (currency: string, lines: QuotedLine[], address: Address): OrderValidationInput | null =>
  lines.length
    ? {
        currency,
        total: totalOf(lines),
        destination: destinationOf(address),
        lines: lines.map((line) => ({
          line: line.offerId,
          product_id: line.productId,
          variant_id: line.variantId,
          category_id: line.categoryId,
          sku: line.sku,
          title: line.title,
          quantity: line.quantity,
          unit_price: line.unitPriceMinor,
        })),
      }
    : null
