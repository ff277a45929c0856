import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import { HookCaller, type HookAnswer } from '#runtime/hooks/hook_caller'
import { checkAnswer } from '#marketing/discounts/check_answer'
import { combine } from '#marketing/discounts/combine'
import { discountHook, type DiscountInput } from '#marketing/hooks/discount'
import type { Discount, DiscountableLine, DiscountAnswer } from '#marketing/discounts/discount'

/**
 * Asks the plugins for discounts on a purchase. A seller's plugin sees and changes that seller's lines only; the
 * platform's see all. Never throws and takes no longer than the hook's deadline: the worst a plugin can do is give nothing.
 */
@inject()
export class FindDiscounts {
  constructor(private readonly hooks: HookCaller) {}

  async handle(lines: DiscountableLine[]): Promise<Discount[]> {
    const tenantIds = [...new Set(lines.map(({ tenantId }) => tenantId))]
    try {
      const answers = await this.hooks.call(discountHook, {
        tenantIds,
        input: (installation) => inputOf(visibleTo(installation.tenantId, lines)),
      })
      return combine(answers.map((answer) => discountsOf(answer, lines)))
    } catch (error) {
      logger.error({ err: error }, 'discount plugins could not be asked; the purchase goes on without them')
      return []
    }
  }
}

function discountsOf(answer: HookAnswer<DiscountAnswer>, lines: DiscountableLine[]): Discount[] {
  const { installationId, pluginName, pluginVersion, tenantId } = answer
  const source = { installationId, pluginName, pluginVersion, bearer: tenantId ? ('seller' as const) : ('platform' as const) }
  try {
    return checkAnswer(answer.output, visibleTo(tenantId, lines), source)
  } catch (error) {
    logger.warn({ err: error, installation: installationId, plugin: pluginName }, 'a discount was refused')
    return []
  }
}

/** The platform's plugins have no tenant and see the whole purchase. */
const visibleTo = (tenantId: string | null, lines: DiscountableLine[]) =>
  tenantId ? lines.filter((line) => line.tenantId === tenantId) : lines

const inputOf = (lines: DiscountableLine[]): DiscountInput | null =>
  lines.length
    ? {
        currency: lines[0].currency,
        lines: lines.map((line) => ({
          line: line.line,
          product_id: line.productId,
          variant_id: line.variantId,
          category_id: line.categoryId,
          sku: line.sku,
          quantity: line.quantity,
          unit_price: line.unitPriceMinor,
        })),
      }
    : null
