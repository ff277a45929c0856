import { Money } from '#core/money/money'
import { commissionOn, ruleFor, type CommissionRule } from '#orders/pricing/commission'
import { MixedCurrencies } from '#orders/exceptions/checkout'
import type { Discount } from '#marketing/discounts/discount'
import type { Quote, QuotedLine, QuotedOrder, WantedLine } from '#orders/pricing/quote'

export type PriceInput = { lines: WantedLine[]; discounts: Discount[]; rules: CommissionRule[] }

/** Lines, discounts and rules in; one order per seller with every amount out. Pure: the same input gives the same quote. */
export function priceQuote({ lines, discounts, rules }: PriceInput): Quote {
  const currency = lines[0].currency
  if (lines.some((line) => line.currency !== currency)) throw new MixedCurrencies()
  const byLine = Map.groupBy(discounts, (discount) => discount.line)
  const priced = lines.map((line) => priceLine(line, byLine.get(line.offerId) ?? [], ruleFor(line.tenantId, rules)))
  const orders = [...Map.groupBy(priced, (line) => line.tenantId).values()].map(toOrder)
  return { currency, orders, shippingMinor: 0, ...totals(orders) }
}

function priceLine(line: WantedLine, discounts: Discount[], rule: CommissionRule): QuotedLine {
  const subtotal = Money.of(line.unitPriceMinor, line.currency).times(line.quantity)
  const discount = sum(discounts.map((part) => part.amountMinor))
  const total = Money.of(subtotal.amount - discount, line.currency)
  if (total.isNegative) throw new RangeError('A discount exceeds its line')
  // A discount that the platform pays does not make the seller's sale smaller.
  const base = total.plus(Money.of(borneByPlatform(discounts), line.currency))
  return {
    ...line,
    subtotalMinor: subtotal.amount,
    discountMinor: discount,
    totalMinor: total.amount,
    discounts,
    commission: commissionOn(base, rule),
  }
}

function toOrder(lines: QuotedLine[]): QuotedOrder {
  const { tenantId, sellerId, sellerName } = lines[0]
  return {
    tenantId,
    sellerId,
    sellerName,
    lines,
    platformDiscountMinor: sum(lines.map((line) => borneByPlatform(line.discounts))),
    ...{ shippingOptions: [], shipping: null, shippingMinor: 0 },
    ...totals(lines),
  }
}

const borneByPlatform = (discounts: Discount[]) =>
  sum(discounts.filter((part) => part.source.bearer === 'platform').map((part) => part.amountMinor))

const totals = (parts: { subtotalMinor: number; discountMinor: number; totalMinor: number }[]) => ({
  subtotalMinor: sum(parts.map((part) => part.subtotalMinor)),
  discountMinor: sum(parts.map((part) => part.discountMinor)),
  totalMinor: sum(parts.map((part) => part.totalMinor)),
})

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
