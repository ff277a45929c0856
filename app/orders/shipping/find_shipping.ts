import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { shippingQuoteHook, type ShippingAnswer, type ShippingQuoteInput } from '#orders/hooks/shipping_quote'
import { readOptions, sortOptions } from '#orders/shipping/read_options'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import { HookCaller, type HookAnswer } from '#runtime/hooks/hook_caller'
import type { Quote, QuotedOrder } from '#orders/pricing/quote'
import type { Destination, ShippingOption } from '#orders/shipping/shipping'

/** The ways of delivery by seller's tenant. All sellers' plugins are asked at once; who does not answer in time offers nothing. */
@inject()
export class FindShipping {
  constructor(
    private readonly hooks: HookCaller,
    private readonly enabled: EnabledInstallations
  ) {}

  /** Whether anybody delivers the goods of these sellers' tenants; if not, the buyer is not asked either. */
  async isOffered(tenantIds: string[]): Promise<boolean> {
    const installations = await this.enabled.for(shippingQuoteHook.id, tenantIds)
    return installations.length > 0
  }

  async handle({ orders, currency }: Quote, destination: Destination | null): Promise<Map<string, ShippingOption[]>> {
    const found = await Promise.all(
      orders.map(async (order): Promise<[string, ShippingOption[]]> => [order.tenantId, await this.#ask(order, currency, destination)])
    )
    return new Map(found)
  }

  async #ask(order: QuotedOrder, currency: string, destination: Destination | null): Promise<ShippingOption[]> {
    try {
      const input = inputOf(order, currency, destination)
      const answers = await this.hooks.call(shippingQuoteHook, { tenantIds: [order.tenantId], input })
      return sortOptions(answers.flatMap((answer) => optionsOf(answer, currency)))
    } catch (error) {
      logger.error({ err: error }, 'plugins could not be asked for ways of delivery; there are none to choose from')
      return []
    }
  }
}

function optionsOf(answer: HookAnswer<ShippingAnswer>, currency: string): ShippingOption[] {
  try {
    return readOptions(answer, currency)
  } catch (error) {
    logger.warn({ err: error, installation: answer.installationId, plugin: answer.pluginName }, 'ways of delivery were refused')
    return []
  }
}

/** 0 where the seller did not say what it weighs. */
const inputOf = ({ lines, totalMinor }: QuotedOrder, currency: string, destination: Destination | null): ShippingQuoteInput => ({
  currency,
  total: totalMinor,
  lines: lines.map((line) => ({
    product_id: line.productId,
    sku: line.sku,
    quantity: line.quantity,
    unit_price: line.unitPriceMinor,
    weight_grams: line.weightGrams ?? 0,
  })),
  destination,
})
