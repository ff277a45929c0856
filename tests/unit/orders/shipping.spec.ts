import fc from 'fast-check'
import { test } from '@japa/runner'
import { priceQuote } from '#orders/pricing/price_quote'
import { withShipping } from '#orders/pricing/with_shipping'
import { readOptions, sortOptions } from '#orders/shipping/read_options'
import type { WantedLine } from '#orders/pricing/quote'
import type { ShippingOption, ShippingWish } from '#orders/shipping/shipping'

const rules = [{ id: 'r', version: 1, tenantId: null, ratePpm: 100_000, vatPpm: 200_000, capMinor: null }]

const line = ([seller, unitPriceMinor, quantity]: [number, number, number], at = 0): WantedLine => ({
  ...{ offerId: `o${at}`, variantId: 'v', productId: 'p', categoryId: 'c', tenantId: `t${seller}`, sellerId: `s${seller}` },
  ...{
    sellerName: 'S',
    sku: 'SKU',
    title: 'T',
    slug: 't',
    weightGrams: null,
    unitPriceMinor,
    currency: 'RUB',
    quantity,
    available: 999,
    isSellable: true,
  },
})

const option = (code: string, priceMinor: number, maxDays = 5): ShippingOption => ({
  ...{ id: `i:${code}`, installationId: 'i', pluginName: 'post', pluginVersion: '1.0.0', code, title: code, kind: null },
  ...{ priceMinor, minDays: 1, maxDays, isEstimate: false },
})

const looking: ShippingWish = { destination: null, choices: {}, isBinding: false }
const answer = (quotes: object[]) =>
  ({ installationId: 'i', tenantId: null, pluginId: 'p', pluginName: 'post', pluginVersion: '1.0.0', output: { quotes } }) as never
const quoted = (more: object = {}) => ({ code: 'a', price: 100, currency: 'RUB', min_days: 1, max_days: 2, ...more })

test.group('A delivery in the price', () => {
  test('goods and delivery make every order, the orders make the purchase, whatever is offered and chosen', ({ assert }) => {
    const amount = fc.integer({ min: 0, max: 10_000_000 })
    const goods = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), amount, fc.integer({ min: 1, max: 99 })), {
      minLength: 1,
      maxLength: 12,
    })
    const offers = fc.array(fc.array(amount, { maxLength: 4 }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(goods, offers, fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 4, maxLength: 4 }), (wanted, prices, picks) => {
        const quote = priceQuote({
          lines: wanted.map(line),
          discounts: [],
          rules,
        })
        const offered = new Map(prices.map((list, at) => [`t${at}`, sortOptions(list.map((price, code) => option(String(code), price)))]))
        const choices = Object.fromEntries(picks.map((pick, at) => [`s${at}`, `i:${pick}`]))
        const shipped = withShipping(quote, offered, { ...looking, choices })
        for (const order of shipped.orders) {
          assert.equal(order.lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0) + order.shippingMinor, order.totalMinor)
          assert.equal(order.shippingMinor, order.shipping?.priceMinor ?? 0)
        }
        assert.equal(
          shipped.orders.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
          shipped.totalMinor
        )
        assert.equal(shipped.subtotalMinor - shipped.discountMinor + shipped.shippingMinor, shipped.totalMinor)
      })
    )
  })

  test('the cheapest is taken where none was chosen, the faster one between equals', ({ assert }) => {
    const quote = priceQuote({ lines: [line([0, 1_000, 1])], discounts: [], rules })
    const offered = new Map([['t0', sortOptions([option('slow', 300, 9), option('dear', 900), option('fast', 300, 2)])]])
    assert.equal(withShipping(quote, offered, looking).orders[0].shipping?.code, 'fast')
    assert.equal(withShipping(quote, offered, { ...looking, choices: { s0: 'i:dear' } }).totalMinor, 1_900)
  })

  test('an option that is gone is refused when buying, and replaced while looking', ({ assert }) => {
    const quote = priceQuote({ lines: [line([0, 1_000, 1])], discounts: [], rules })
    const offered = new Map([['t0', [option('post', 300)]]])
    const gone = { ...looking, choices: { s0: 'i:courier' } }
    assert.equal(withShipping(quote, offered, gone).totalMinor, 1_300)
    assert.throws(() => withShipping(quote, offered, { ...gone, isBinding: true }), /have changed/)
  })

  test('an answer that is wrong in one way of delivery is left out whole', ({ assert }) => {
    assert.lengthOf(readOptions(answer([quoted(), quoted({ code: 'b' })]), 'RUB'), 2)
    assert.equal(readOptions(answer([quoted()]), 'RUB')[0].title, 'post')
    for (const wrong of [quoted(), quoted({ code: 'b', currency: 'USD' }), quoted({ code: 'b', min_days: 3 })]) {
      assert.throws(() => readOptions(answer([quoted(), wrong]), 'RUB'))
    }
  })
})
