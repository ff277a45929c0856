import { ShippingAnswerRefused } from '#orders/exceptions/shipping'
import type { HookAnswer } from '#runtime/hooks/hook_caller'
import type { ShippingAnswer } from '#orders/hooks/shipping_quote'
import type { ShippingOption } from '#orders/shipping/shipping'

/**
 * The ways that one plugin offers. Throws `ShippingAnswerRefused` for the whole answer: a plugin that is wrong about one price is
 * not believed about the others.
 */
export function readOptions(answer: HookAnswer<ShippingAnswer>, currency: string): ShippingOption[] {
  const { installationId, pluginName, pluginVersion, output } = answer
  const codes = new Set(output.quotes.map(({ code }) => code))
  if (codes.size < output.quotes.length) throw new ShippingAnswerRefused('names a way of delivery twice')
  return output.quotes.map((quote) => {
    if (quote.currency !== currency) throw new ShippingAnswerRefused('answers in another currency')
    if (quote.min_days > quote.max_days) throw new ShippingAnswerRefused('promises the end before the beginning')
    return {
      ...{ id: `${installationId}:${quote.code}`, installationId, pluginName, pluginVersion, code: quote.code },
      ...{ title: plain(quote.title ?? '') || pluginName, kind: quote.kind ?? null, priceMinor: quote.price },
      ...{ minDays: quote.min_days, maxDays: quote.max_days, isEstimate: quote.is_estimate ?? false },
    }
  })
}

/** The cheapest first, the faster first between equals; then the order of installation. */
export const sortOptions = (options: ShippingOption[]): ShippingOption[] =>
  options.toSorted((a, b) => a.priceMinor - b.priceMinor || a.maxDays - b.maxDays)

const plain = (title: string) => title.replace(/\p{Cc}+/gu, ' ').trim()
