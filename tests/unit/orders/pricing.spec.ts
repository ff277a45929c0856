import { test } from '@japa/runner'
import fc from 'fast-check'
import { Money } from '#core/money/money'
import { commissionOn, ruleFor, type CommissionRule } from '#orders/pricing/commission'
import { priceQuote } from '#orders/pricing/price_quote'
import type { Discount } from '#marketing/discounts/discount'
import type { WantedLine } from '#orders/pricing/quote'

const rule: CommissionRule = { id: 'r', version: 1, tenantId: null, ratePpm: 100_000, vatPpm: 200_000, capMinor: null }

const wanted = (offerId: string, tenantId = 't', over: Partial<WantedLine> = {}): WantedLine => ({
  offerId,
  tenantId,
  variantId: 'v',
  productId: 'p',
  categoryId: 'c',
  sellerId: `s-${tenantId}`,
  sellerName: 'Seller',
  sku: 'S',
  title: 'Title',
  slug: 'title',
  weightGrams: null,
  unitPriceMinor: 1_000,
  currency: 'RUB',
  quantity: 2,
  available: 10,
  isSellable: true,
  ...over,
})

const discount = (line: string, amountMinor: number, bearer: 'seller' | 'platform' = 'seller'): Discount => ({
  line,
  amountMinor,
  label: 'x',
  source: { installationId: 'i', pluginName: 'p', pluginVersion: '1.0.0', bearer },
})

test.group('A quote', () => {
  test('makes one order per seller', ({ assert }) => {
    const quote = priceQuote({ lines: [wanted('a'), wanted('b', 'u'), wanted('c')], discounts: [], rules: [rule] })
    assert.deepEqual(
      quote.orders.map((order) => [order.tenantId, order.lines.length, order.totalMinor]),
      [
        ['t', 2, 4_000],
        ['u', 1, 2_000],
      ]
    )
    assert.equal(quote.totalMinor, 6_000)
  })

  test('takes commission from what is left after a seller-borne discount, and from the whole of a platform-borne one', ({ assert }) => {
    const quote = priceQuote({
      lines: [wanted('a'), wanted('b')],
      discounts: [discount('a', 500), discount('b', 500, 'platform')],
      rules: [rule],
    })
    const [own, ours] = quote.orders[0].lines
    assert.deepEqual([own.commission.baseMinor, own.totalMinor], [1_500, 1_500])
    assert.deepEqual([ours.commission.baseMinor, ours.totalMinor], [2_000, 1_500])
    assert.equal(quote.orders[0].platformDiscountMinor, 500)
  })

  test('refuses goods in several currencies', ({ assert }) => {
    const lines = [wanted('a'), wanted('b', 't', { currency: 'USD' })]
    assert.throws(() => priceQuote({ lines, discounts: [], rules: [rule] }), /different currencies/)
  })

  test('always adds up: group = Σ orders = Σ lines − discounts', ({ assert }) => {
    const line = fc.record({
      unitPriceMinor: fc.nat(10_000_000),
      quantity: fc.integer({ min: 1, max: 999 }),
      tenantId: fc.constantFrom('t', 'u', 'w'),
      share: fc.integer({ min: 0, max: 100 }),
      platform: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (input) => {
        const lines = input.map((one, at) =>
          wanted(String(at), one.tenantId, { unitPriceMinor: one.unitPriceMinor, quantity: one.quantity })
        )
        const discounts = input.map((one, at) =>
          discount(String(at), Math.floor((one.unitPriceMinor * one.quantity * one.share) / 100), one.platform ? 'platform' : 'seller')
        )
        const quote = priceQuote({ lines, discounts, rules: [rule] })
        const all = quote.orders.flatMap((order) => order.lines)
        const sum = (key: 'subtotalMinor' | 'discountMinor' | 'totalMinor') => all.reduce((total, one) => total + one[key], 0)
        assert.equal(quote.totalMinor, sum('totalMinor'))
        assert.equal(quote.subtotalMinor - quote.discountMinor, quote.totalMinor)
        assert.equal(sum('subtotalMinor') - sum('discountMinor'), quote.totalMinor)
        all.forEach((one) => assert.isAtMost(one.commission.amountMinor + one.commission.vatMinor, one.commission.baseMinor))
      })
    )
  })
})

test.group('A commission', () => {
  test('stops at the cap and says so', ({ assert }) => {
    const capped = commissionOn(Money.of(100_000, 'RUB'), { ...rule, capMinor: 5_000 })
    assert.deepEqual([capped.amountMinor, capped.vatMinor, capped.capApplied], [5_000, 1_000, true])
  })

  test('never takes more than the seller gets, even at 100 % plus VAT', ({ assert }) => {
    const all = commissionOn(Money.of(999, 'RUB'), { ...rule, ratePpm: 1_000_000 })
    assert.deepEqual([all.amountMinor, all.vatMinor], [999, 0])
  })

  test("a seller's own newest rule goes before the platform's", ({ assert }) => {
    const own = { ...rule, id: 'own', tenantId: 't', version: 2 }
    const rules = [rule, { ...own, version: 1 }, own]
    assert.deepEqual([ruleFor('t', rules), ruleFor('u', rules)], [own, rule])
  })
})
