import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { checkoutBody, createShop, escrowOf, ledgerDrift, ordersOf, otherSeller } from '#tests/support/orders'
import { hostileFolder, installAndEnable, pluginFolder } from '#tests/support/installed_plugins'
import type { ApiClient } from '@japa/api-client'

const PATIENCE_MS = 1_500

const buy = (client: ApiClient, token: string, body: object) =>
  client.post('/api/v1/checkout').bearerToken(token).header('Idempotency-Key', newId()).json(body)

const discountsOf = (orderId: string) =>
  sqlRows<{
    amount_minor: number
    bearer: string
    plugin_name: string
    plugin_version: string
    source_installation_id: string
    reason: string
  }>(db, 'select d.* from discount_lines d join order_lines l on l.id = d.line_id where l.order_id = ?', [orderId])

test.group('A discount plugin at checkout', (group) => {
  // Rows are committed: the plugin host works outside of any test's transaction.
  group.each.setup(() => async () => {
    await db.from('plugin_installations').update({ is_enabled: false })
  })

  test('of the seller makes enough pieces cheaper; order line and page name the plugin, and the seller bears it', async ({
    client,
    assert,
  }) => {
    const { product, seller, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 20 }])
    const installation = await installAndEnable(pluginFolder('volume-discount'), seller.tenantId)

    const response = await buy(client, token, checkoutBody([{ product, quantity: 12 }]))

    response.assertStatus(201)
    assert.deepEqual(response.body().data.total, { amount: 114_000, currency: 'RUB' })
    const [order] = await ordersOf(buyer.id)
    const [discount] = await discountsOf(order.id)
    assert.containsSubset(discount, {
      amount_minor: 6_000,
      bearer: 'seller',
      plugin_name: 'volume-discount',
      plugin_version: '1.0.0',
      source_installation_id: installation.id,
    })
    assert.equal(await escrowOf(order.id), 114_000)
    const shown = await client.get(`/api/v1/orders/${order.id}`).bearerToken(token)
    assert.containsSubset(shown.body().data.lines[0].discounts, [
      { plugin: 'volume-discount', label: '−5 % × 10+', amount: { amount: 6_000, currency: 'RUB' } },
    ])
    const page = await client.get(`/account/orders/${order.id}`).loginAs(buyer)
    page.assertTextIncludes('volume-discount')
  })

  test('gives nothing on too few pieces, nor on the goods of another seller', async ({ client, assert }) => {
    const { product, seller, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 20 }])
    const other = await otherSeller()
    await installAndEnable(pluginFolder('volume-discount'), seller.tenantId)

    await buy(
      client,
      token,
      checkoutBody([
        { product, quantity: 2 },
        { product: other.product, quantity: 10 },
      ])
    )

    for (const order of await ordersOf(buyer.id)) assert.isEmpty(await discountsOf(order.id))
  })

  test('of the platform is paid by the platform: the seller gets the whole', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 20 }])
    await installAndEnable(pluginFolder('volume-discount'), null)

    await buy(client, token, checkoutBody([{ product, quantity: 10 }]))

    const [order] = await ordersOf(buyer.id)
    assert.equal(order.total_minor, 95_000)
    assert.equal((await discountsOf(order.id))[0].bearer, 'platform')
    assert.equal(await escrowOf(order.id), 100_000)
    assert.equal(await ledgerDrift(), 0)
  })

  test("the cart shows the price with the plugin's discount and its name", async ({ client }) => {
    const { product, seller, buyer } = await createShop([{ priceMinor: 10_000, stock: 20 }])
    await installAndEnable(pluginFolder('volume-discount'), seller.tenantId)
    await client.post('/cart/items').loginAs(buyer).withCsrfToken().redirects(0).form({ offer_id: product.offerId, quantity: 10 })
    const cart = await client.get('/cart').loginAs(buyer)
    cart.assertTextIncludes('volume-discount')
  })

  for (const hostile of ['loops-forever', 'eats-memory']) {
    test(`that ${hostile.replace('-', ' ')} takes part in nothing: the order is taken at full price, in time`, async ({
      client,
      assert,
    }) => {
      const { product, seller, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 20 }])
      await installAndEnable(hostileFolder(hostile), seller.tenantId)

      const started = performance.now()
      const response = await buy(client, token, checkoutBody([{ product, quantity: 10 }]))
      const took = performance.now() - started

      response.assertStatus(201)
      assert.equal((await ordersOf(buyer.id))[0].total_minor, 100_000)
      assert.isBelow(took, PATIENCE_MS * 4, 'four times the promise, for a slow machine')
    })
  }

  test('that fails does not take the discount of a good one with it', async ({ client, assert }) => {
    const { product, seller, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 20 }])
    await installAndEnable(hostileFolder('loops-forever'), seller.tenantId)
    await installAndEnable(pluginFolder('volume-discount'), seller.tenantId)
    await buy(client, token, checkoutBody([{ product, quantity: 10 }]))
    assert.equal((await ordersOf(buyer.id))[0].total_minor, 95_000)
  })
})
