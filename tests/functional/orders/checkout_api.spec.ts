import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { CARDS, checkoutBody, createShop, escrowOf, eventsOf, ledgerDrift, ordersOf, otherSeller, stockOf } from '#tests/support/orders'

const URL = '/api/v1/checkout'

test.group('A buyer checks out by API', () => {
  test('pays, and gets one order per seller with stock sold, money in escrow and events for the others', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ priceMinor: 10_000, stock: 5 }])
    const other = await otherSeller()
    const body = checkoutBody([{ product, quantity: 2 }, { product: other.product }])

    const response = await client.post(URL).bearerToken(token).header('Idempotency-Key', newId()).json(body)

    response.assertStatus(201)
    const { data } = response.body()
    assert.equal(data.payment, 'paid')
    assert.deepEqual(data.total, { amount: 20_000 + other.product.priceMinor, currency: 'RUB' })
    const orders = await ordersOf(buyer.id)
    assert.deepEqual(
      orders.map(({ state, total_minor }) => [state, total_minor]),
      [
        ['paid', 20_000],
        ['paid', other.product.priceMinor],
      ]
    )
    assert.deepEqual(await stockOf(product), { on_hand: 3, reserved: 0 })
    for (const order of orders) {
      assert.equal(await escrowOf(order.id), order.total_minor)
      assert.deepEqual(await eventsOf([order.id]), ['orders.order_placed.v1', 'orders.order_paid.v1'])
    }
    assert.equal(await ledgerDrift(), 0)
  })

  test('the event of the sale carries what reports need', async ({ client, assert }) => {
    const { product, buyer, token, seller } = await createShop([{ priceMinor: 10_000 }])
    await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product, quantity: 3 }]))
    const [order] = await ordersOf(buyer.id)

    const [{ payload, tenant_id }] = await sqlRows<{ payload: Record<string, unknown>; tenant_id: string }>(
      db,
      `select payload, tenant_id from outbox where aggregate_id = ? and name = 'orders.order_paid.v1'`,
      [order.id]
    )

    assert.equal(tenant_id, seller.tenantId)
    assert.containsSubset(payload, {
      order_id: order.id,
      seller_tenant_id: seller.tenantId,
      seller_name: seller.slug,
      buyer_id: buyer.id,
      currency: 'RUB',
    })
    assert.containsSubset(payload.lines, [
      { product_id: product.id, category_id: product.categoryId, quantity: 3, revenue_minor: 30_000, discount_minor: 0 },
    ])
    assert.isNotNaN(Date.parse(payload.occurred_at as string))
  })

  test('a declined card cancels the orders, frees the stock and says why', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ stock: 4 }])

    const response = await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product }], CARDS.declined))

    response.assertStatus(402)
    response.assertBodyContains({ error_code: 'PAYMENT_DECLINED', details: [{ field: 'payment', rule: 'insufficient_funds' }] })
    const [order] = await ordersOf(buyer.id)
    assert.equal(order.state, 'cancelled')
    assert.deepEqual(await stockOf(product), { on_hand: 4, reserved: 0 })
    assert.equal(await escrowOf(order.id), 0)
  })

  test('an answer that gets lost leaves the order waiting with its stock', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ stock: 4 }])

    const response = await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product }], CARDS.lostAnswer))

    response.assertStatus(201)
    assert.equal(response.body().data.payment, 'pending')
    assert.equal((await ordersOf(buyer.id))[0].state, 'awaiting_payment')
    assert.deepEqual(await stockOf(product), { on_hand: 4, reserved: 1 })
  })

  test('the same key answers the same orders and charges once; another body under it is refused', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ stock: 9 }])
    const key = newId()
    const send = (quantity: number) =>
      client
        .post(URL)
        .bearerToken(token)
        .header('Idempotency-Key', key)
        .json(checkoutBody([{ product, quantity }]))

    const first = await send(1)
    const second = await send(1)
    const third = await send(2)

    assert.deepEqual(second.body(), first.body())
    third.assertStatus(422)
    assert.lengthOf(await ordersOf(buyer.id), 1)
    assert.deepEqual(await stockOf(product), { on_hand: 8, reserved: 0 })
  })

  test('a total that is not what the buyer saw buys nothing and names it', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ priceMinor: 10_000 }])
    const response = await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json({ ...checkoutBody([{ product }]), expected_total: 9_999 })

    response.assertStatus(409)
    response.assertBodyContains({ error_code: 'QUOTE_CHANGED', details: [{ field: 'expected_total' }] })
    assert.isEmpty(await ordersOf(buyer.id))
  })

  test('more than there is buys nothing and says how many are left', async ({ client, assert }) => {
    const { product, buyer, token } = await createShop([{ stock: 2 }])
    const response = await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product, quantity: 3 }]))

    response.assertStatus(409)
    response.assertBodyContains({ error_code: 'OUT_OF_STOCK', details: [{ field: product.offerId, message: 'Only 2 left' }] })
    assert.isEmpty(await ordersOf(buyer.id))
    assert.deepEqual(await stockOf(product), { on_hand: 2, reserved: 0 })
  })

  test('what is not sold any more is named', async ({ client }) => {
    const { product, token } = await createShop()
    await db.from('offers').where('id', product.offerId).update({ status: 'paused' })
    const response = await client
      .post(URL)
      .bearerToken(token)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product }]))

    response.assertStatus(409)
    response.assertBodyContains({ error_code: 'OFFER_UNAVAILABLE', details: [{ field: 'items.0.offer_id' }] })
  })
})

test.group('Checkout refuses', () => {
  test('a guest', async ({ client }) => {
    const { product } = await createShop()
    const response = await client
      .post(URL)
      .header('Idempotency-Key', newId())
      .json(checkoutBody([{ product }]))
    response.assertStatus(401)
  })

  test('a request without an idempotency key', async ({ client }) => {
    const { product, token } = await createShop()
    const response = await client
      .post(URL)
      .bearerToken(token)
      .json(checkoutBody([{ product }]))
    response.assertStatus(422)
    response.assertBodyContains({ details: [{ field: 'Idempotency-Key' }] })
  })

  const broken: Record<string, [string, (body: ReturnType<typeof checkoutBody>) => unknown]> = {
    'nothing to buy': ['items', (body) => ({ ...body, items: [] })],
    'items that are no list': ['items', (body) => ({ ...body, items: 'all' })],
    'an offer id that is no UUID': ['items.0.offer_id', (body) => ({ ...body, items: [{ offer_id: '1', quantity: 1 }] })],
    'a quantity of zero': ['items.0.quantity', (body) => ({ ...body, items: [{ ...body.items[0], quantity: 0 }] })],
    'a negative quantity': ['items.0.quantity', (body) => ({ ...body, items: [{ ...body.items[0], quantity: -1 }] })],
    'half a piece': ['items.0.quantity', (body) => ({ ...body, items: [{ ...body.items[0], quantity: 1.5 }] })],
    'an absurd quantity': ['items.0.quantity', (body) => ({ ...body, items: [{ ...body.items[0], quantity: 1e12 }] })],
    'the same offer twice': ['items', (body) => ({ ...body, items: [body.items[0], body.items[0]] })],
    'no address': ['address', ({ address: _, ...body }) => body],
    'a country that is no code': ['address.country', (body) => ({ ...body, address: { ...body.address, country: 'Russia' } })],
    'an empty city': ['address.city', (body) => ({ ...body, address: { ...body.address, city: '  ' } })],
    'an address without an at sign': ['contact.email', (body) => ({ ...body, contact: { ...body.contact, email: 'anna' } })],
    'no card': ['payment', ({ payment: _, ...body }) => body],
    'a total in words': ['expected_total', (body) => ({ ...body, expected_total: 'much' })],
  }
  for (const [what, [field, breakIt]] of Object.entries(broken)) {
    test(`${what}, naming the field and writing nothing`, async ({ client, assert }) => {
      const { product, buyer, token } = await createShop()
      const response = await client
        .post(URL)
        .bearerToken(token)
        .header('Idempotency-Key', newId())
        .json(breakIt(checkoutBody([{ product }])) as object)
      response.assertStatus(422)
      assert.include(
        response.body().details.map((one: { field: string }) => one.field),
        field
      )
      assert.isEmpty(await ordersOf(buyer.id))
    })
  }
})
