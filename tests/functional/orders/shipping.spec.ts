import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { TransitionOrder } from '#orders/actions/transition_order'
import { listPaidOrders } from '#orders/queries/list_paid_orders'
import { checkoutBody, createShop, escrowOf, ledgerDrift, ordersOf, otherSeller } from '#tests/support/orders'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted } from '#tests/support/scripted_plugin'
import { apiToken, createUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import type { ApiClient } from '@japa/api-client'
import type Tenant from '#tenancy/models/tenant'
import type { OrderEvent, OrderRole } from '#orders/states'

type Shop = Awaited<ReturnType<typeof createShop>>

const quote = (code: string, price: number | string, more: object = {}) => ({
  code,
  price,
  currency: 'RUB',
  min_days: 1,
  max_days: 3,
  ...more,
})

const buy = (client: ApiClient, shop: Shop, more: object = {}) =>
  client
    .post('/api/v1/checkout')
    .bearerToken(shop.token)
    .header('Idempotency-Key', newId())
    .json({ ...checkoutBody([{ product: shop.product }]), ...more })

const look = (client: ApiClient, shop: Shop, more: object = {}) =>
  client
    .post('/api/v1/checkout/quote')
    .bearerToken(shop.token)
    .json({ items: [{ offer_id: shop.product.offerId, quantity: 1 }], ...more })

const step = async (orderId: string, event: OrderEvent, role: OrderRole) => {
  const transition = await app.container.make(TransitionOrder)
  await transition.handle({ actor: systemActor('test'), orderId, event, role })
}

const payableOf = async (sellerId: string) =>
  (
    await sqlRows<{ balance: number }>(db, 'select coalesce(sum(balance), 0)::bigint as balance from ledger_balances where code = ?', [
      `seller_payable:${sellerId}`,
    ])
  )[0].balance

test.group('Delivery by plugins', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('is offered, chosen, paid, kept in escrow and goes to the seller whole', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    const post = await installScripted('shipping_quote@1', { quotes: [quote('slow', 300), quote('fast', 900, { title: 'By air' })] })
    const { orders, total, shipping } = (await look(client, shop)).body().data
    assert.deepEqual(
      orders[0].delivery_options.map((option: { id: string }) => option.id),
      [`${post.id}:slow`, `${post.id}:fast`]
    )
    assert.deepEqual([shipping.amount, total.amount], [300, 10_300])

    const delivery = { [orders[0].seller_id]: `${post.id}:fast` }
    const chosen = (await look(client, shop, { delivery })).body().data
    assert.equal(chosen.total.amount, 10_900)
    const bought = await buy(client, shop, { delivery, expected_total: 10_900 })
    bought.assertStatus(201)
    bought.assertBodyContains({ data: { total: { amount: 10_900 }, shipping: { amount: 900 } } })

    const [order] = await ordersOf(shop.buyer.id)
    assert.equal(await escrowOf(order.id), 10_900)
    const shown = (await client.get(`/api/v1/orders/${order.id}`).bearerToken(shop.token)).body().data
    assert.include(shown.delivery, { code: 'fast', title: 'By air', plugin: 'scripted', version: '1.0.0' })
    assert.equal(shown.shipping.amount, 900)
    assert.include((await client.get(`/account/orders/${order.id}`).loginAs(shop.buyer)).text(), 'By air')

    for (const event of ['accept', 'pack', 'ship', 'deliver'] as const) await step(order.id, event, 'seller')
    await step(order.id, 'complete', 'buyer')
    // 12 % of the goods are ours and the state's; of the delivery nothing is.
    assert.equal(await payableOf(shop.seller.id), 10_000 - 1_200 + 900)
    assert.equal(await escrowOf(order.id), 0)
    assert.equal(await ledgerDrift(), 0)
    const from = new Date(Date.now() - 60_000)
    const counted = (await listPaidOrders(from, new Date(Date.now() + 60_000))).find(({ id }) => id === order.id)
    assert.equal(counted?.revenueMinor, 10_000)
  })

  test('comes back to the buyer with the goods when the order is cancelled', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    await installScripted('shipping_quote@1', { quotes: [quote('post', 500)] }, shop.seller.tenantId)
    ;(await buy(client, shop)).assertStatus(201)
    const [order] = await ordersOf(shop.buyer.id)
    assert.equal(order.total_minor, 10_500)
    await step(order.id, 'cancel', 'seller')
    assert.equal(await escrowOf(order.id), 0)
    const [refund] = await sqlRows<{ amount_minor: number }>(
      db,
      `select amount_minor from payment_ops where order_id = ? and op = 'refund'`,
      [order.id]
    )
    assert.equal(refund.amount_minor, 10_500)
  })

  test('that is not offered any more, or costs more by now, is refused and nothing is bought', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    await installScripted('shipping_quote@1', { quotes: [quote('post', 500)] })
    const { orders } = (await look(client, shop)).body().data
    ;(await buy(client, shop, { delivery: { [orders[0].seller_id]: `${newId()}:post` } })).assertStatus(409)
    ;(await buy(client, shop, { expected_total: 10_400 })).assertStatus(409)
    assert.isEmpty(await ordersOf(shop.buyer.id))
  })

  test('is asked for each seller alone, and a seller’s plugin for that seller only', async ({ client, assert }) => {
    const [shop, other] = [await createShop([{ priceMinor: 10_000 }]), await otherSeller()]
    await installScripted('shipping_quote@1', { quotes: [quote('own', 700)] }, other.seller.tenantId)
    await installAndEnable(pluginFolder('flat-rate-shipping'), null)
    const items = [shop.product, other.product].map(({ offerId }) => ({ offer_id: offerId, quantity: 1 }))
    const { orders } = (await client.post('/api/v1/checkout/quote').bearerToken(shop.token).json({ items })).body().data
    const offered = orders.map(({ delivery_options: options }: { delivery_options: { price: { amount: number } }[] }) =>
      options.map(({ price }) => price.amount)
    )
    assert.deepEqual(offered, [[30_000], [700, 30_000]])
  })

  test('costs by what the goods weigh, where the seller said so', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    const { user } = await createUser({ tenant: { role: 'owner', of: { id: shop.seller.tenantId } as Tenant } })
    await installScripted('shipping_quote@1', { quotes: [quote('own', '[=lines.0.weight_grams]#')] }, shop.seller.tenantId)
    const price = async () => (await look(client, shop)).body().data.orders[0].delivery_options[0].price.amount as number
    assert.equal(await price(), 0)
    const path = `/api/v1/seller/products/${shop.product.id}/offers/${shop.product.offerId}`
    const token = await apiToken(user, shop.seller.tenantId)
    const weigh = (grams: number | null) => client.patch(path).bearerToken(token).json({ version: 1, weight_grams: grams })
    for (const wrong of [0, -5, 1.5, 1_000_001]) (await weigh(wrong)).assertBodyContains({ details: [{ field: 'weight_grams' }] })
    ;(await weigh(450)).assertBodyContains({ data: { offers: [{ weight_grams: 450 }] } })
    assert.equal(await price(), 450)
    const form = `/seller/products/${shop.product.id}/offers/${shop.product.offerId}`
    assert.include((await client.get(`${form}/edit`).loginAs(user)).text(), 'value="450"')
    await weigh(null)
    assert.equal(await price(), 0)
  })

  test('by a plugin that fails, never ends or answers in dollars costs nothing and stops nobody', async ({ client, assert }) => {
    for (const script of ['fail', 'spin', { quotes: [quote('a', 500, { currency: 'USD' })] }]) {
      const shop = await createShop([{ priceMinor: 10_000 }])
      await installScripted('shipping_quote@1', script, shop.seller.tenantId)
      ;(await buy(client, shop)).assertStatus(201)
      assert.equal((await ordersOf(shop.buyer.id))[0].total_minor, 10_000)
    }
  })

  test('is chosen on the checkout page without a script', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    const post = await installScripted('shipping_quote@1', { quotes: [quote('slow', 300), quote('fast', 900)] })
    await client.post('/cart/items').loginAs(shop.buyer).withCsrfToken().redirects(0).form({ offer_id: shop.product.offerId, quantity: 1 })
    const page = await client
      .get('/checkout')
      .loginAs(shop.buyer)
      .qs({ country: 'RU', city: 'Казань', [`delivery[${shop.seller.id}]`]: `${post.id}:fast` })
    page.assertStatus(200)
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text())![1]
    assert.equal(field('expected_total'), '10900')
    assert.equal(field('city'), 'Казань')
    const form = {
      ...{ key: field('key'), expected_total: field('expected_total'), [`delivery[${shop.seller.id}]`]: `${post.id}:fast` },
      ...{ name: 'Анна', email: 'anna@example.test', country: 'RU', city: 'Казань', line: 'Баумана, 1' },
      ...{ card_number: '4242 4242 4242 4242', card_expiry: '12/30', card_cvc: '123' },
    }
    const paid = await client.post('/checkout').loginAs(shop.buyer).withCsrfToken().redirects(0).form(form)
    assert.match(paid.header('location')!, /^\/checkout\/[0-9a-f-]{36}$/)
    assert.equal((await ordersOf(shop.buyer.id))[0].total_minor, 10_900)
  })

  test('sends as many statements with plugins that deliver, validate and score as for one line and for many', async ({
    client,
    assert,
  }) => {
    const shop = await createShop([{}, {}, {}, {}])
    await installScripted('shipping_quote@1', { quotes: [quote('post', 500)] })
    await installScripted('order_validation@1', { problems: [] })
    await installScripted('fraud_score@1', { verdict: 'allow', score: 0, reasons: [] })
    const order = (products: typeof shop.products) => () =>
      client
        .post('/api/v1/checkout')
        .bearerToken(shop.token)
        .header('Idempotency-Key', newId())
        .json(checkoutBody(products.map((product) => ({ product }))))
    assert.equal(await steadyQueries(order(shop.products)), await steadyQueries(order([shop.product])))
  })
})
