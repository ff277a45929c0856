import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import RecordSales from '#analytics/jobs/record_sales'
import { PlaceOrder } from '#orders/actions/place_order'
import { allPluginQueries } from '#runtime/host_calls/queries/define_plugin_query'
import { steadyQueries } from '#tests/support/statements'
import { createProduct, createSeller } from '#tests/support/catalog'
import { asker, createInstallation } from '#tests/support/host_calls'
import { checkoutInput, createShop } from '#tests/support/orders'
import type { DomainEvent } from '#core/outbox/event'

type Row = Record<string, unknown> & { id: string }
type Page = { rows: Row[]; next: string | null }

const ALL = ['data.products', 'data.stock', 'data.orders', 'data.sales']

async function reader(tenantId: string | null, capabilities = ALL) {
  const { ask, refusal } = await asker(await createInstallation({ tenantId, manifest: { capabilities } }))
  const query = (name: string, params: object = {}, more: object = {}) => ask<Page>('query_data', { name, params, ...more })
  const refused = (name: string, params: object = {}, more: object = {}) => refusal('query_data', { name, params, ...more })
  return { query, refused }
}

/** Every page of a query, and that no row comes twice. */
async function everyPage(query: Awaited<ReturnType<typeof reader>>['query'], name: string, params: object = {}): Promise<Row[]> {
  const rows: Row[] = []
  let after: string | null = null
  do {
    const page: Page = await query(name, params, { after })
    rows.push(...page.rows)
    after = page.next
  } while (after !== null)
  return rows
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()

test.group('Data for plugins: products and stock', () => {
  test('a tenant’s plugin sees all of its products and none of another’s', async ({ assert }) => {
    const [own, foreign] = [await createSeller(), await createSeller()]
    const [published, draft] = [await createProduct(own, { title: 'Чайник' }), await createProduct(own, { status: 'draft' })]
    const other = await createProduct(foreign)
    const { query } = await reader(own.tenantId)
    const list = await query('products.list')
    assert.deepEqual(ids(list.rows), ids([published, draft]))
    assert.deepEqual(ids((await query('products.list', { status: 'draft' })).rows), [draft.id])
    const [product] = (await query('products.get', { id: published.id })).rows
    assert.deepInclude(product, { title: 'Чайник', min_price: { amount: 199_000, currency: 'RUB' } })
    assert.lengthOf(product!.offers as object[], 1)
    assert.deepEqual((await query('products.get', { id: other.id })).rows, [])
  })

  test('pages hold a hundred rows, meet no row twice, and cost one statement', async ({ assert }) => {
    const seller = await createSeller()
    const { categoryId } = await createProduct(seller)
    const more = Array.from({ length: 204 }, () => newId())
    await db.table('products').multiInsert(
      more.map((id) => ({
        id,
        tenant_id: seller.tenantId,
        seller_id: seller.id,
        category_id: categoryId,
        slug: `p-${id}`,
        title: 'x',
        language: 'en',
      }))
    )
    const { query } = await reader(seller.tenantId)
    const first = await query('products.list')
    assert.lengthOf(first.rows, 100)
    const rows = await everyPage(query, 'products.list')
    assert.lengthOf(rows, 205)
    assert.lengthOf(new Set(ids(rows)), 205)
    assert.equal(await steadyQueries(() => query('products.list')), 1)
    assert.equal(await steadyQueries(() => query('products.get', { id: first.rows[0]!.id })), 1)
  })

  test('a page of heavy rows ends before it weighs too much', async ({ assert }) => {
    const seller = await createSeller()
    const { categoryId } = await createProduct(seller)
    const attributes = JSON.stringify({ text: 'я'.repeat(10_000) })
    const heavy = Array.from({ length: 12 }, () => newId())
    await db.table('products').multiInsert(
      heavy.map((id) => ({
        ...{ id, tenant_id: seller.tenantId, seller_id: seller.id, category_id: categoryId, slug: `p-${id}`, title: 'x', language: 'en' },
        attributes,
      }))
    )
    const { query } = await reader(seller.tenantId)
    const first = await query('products.list')
    assert.isBelow(Buffer.byteLength(JSON.stringify(first)), 132 * 1024)
    assert.isNotNull(first.next)
    assert.lengthOf(new Set(ids(await everyPage(query, 'products.list'))), 13)
  })

  test('stock: what runs low, and what one SKU has', async ({ assert }) => {
    const [own, foreign] = [await createSeller(), await createSeller()]
    const low = await createProduct(own, { stock: 2 })
    const plenty = await createProduct(own, { stock: 50 })
    const other = await createProduct(foreign, { stock: 1 })
    await db.from('stock_levels').where('offer_id', plenty.offerId).update({ reserved: 49 })
    const { query } = await reader(own.tenantId)
    const rows = (await query('stock.low', { threshold: 2 })).rows
    assert.sameMembers(
      rows.map(({ offer_id: id }) => id),
      [low.offerId, plenty.offerId]
    )
    const running = (await query('stock.low', { threshold: 1 })).rows
    assert.lengthOf(running, 1)
    assert.deepInclude(running[0], { offer_id: plenty.offerId, on_hand: 50, reserved: 49, available: 1 })
    const found = await query('stock.by_sku', { sku: running[0]!.sku })
    assert.deepEqual(found.rows, running)
    const { sku } = await db.from('offers').where('id', other.offerId).first()
    assert.deepEqual((await query('stock.by_sku', { sku })).rows, [])
  })
})

test.group('Data for plugins: orders and sales', () => {
  test('orders come newest first, without anything of the buyer, and only the tenant’s own', async ({ assert }) => {
    const shop = await createShop()
    const other = await createShop()
    const place = await app.container.make(PlaceOrder)
    for (const product of [shop.product, shop.product, other.product]) {
      await place.handle(checkoutInput(shop.buyer.id, [{ product: product!, quantity: 2 }]))
    }
    const { query } = await reader(shop.seller.tenantId)
    const { rows } = await query('orders.recent')
    assert.lengthOf(rows, 2)
    assert.isAbove(Number(rows[0]!.number), Number(rows[1]!.number))
    const [order] = (await query('orders.get', { id: rows[0]!.id })).rows
    assert.deepInclude(order, { id: rows[0]!.id, total: rows[0]!.total })
    assert.deepInclude((order!.lines as object[])[0], { product_id: shop.product!.id, quantity: 2 })
    const told = JSON.stringify([rows, order])
    for (const personal of [shop.buyer.id, shop.buyer.email, 'Анна', 'anna@example.test', 'Тверская', '900 000']) {
      assert.notInclude(told, personal)
    }
    const page = await query('orders.recent', {}, { after: String(rows[0]!.number) })
    assert.deepEqual(ids(page.rows), [rows[1]!.id])
    const theirs = await (await reader(other.seller.tenantId)).query('orders.get', { id: rows[0]!.id })
    assert.deepEqual(theirs.rows, [])
    assert.equal(await steadyQueries(() => query('orders.get', { id: rows[0]!.id })), 1)
  })

  test('sales by day and product, paged by day', async ({ assert }) => {
    const tenantId = newId()
    const productId = newId()
    const job = await app.container.make(RecordSales)
    const line = { product_id: productId, title: 'Чайник', category_id: newId(), quantity: 2, revenue_minor: 5_000, discount_minor: 0 }
    const payload = {
      ...{ order_id: newId(), seller_tenant_id: tenantId, seller_name: 'Дом', buyer_id: newId(), currency: 'RUB', lines: [line] },
      occurred_at: '2026-03-10T10:00:00.000Z',
    }
    const event: DomainEvent = {
      id: newId(),
      name: 'orders.order_paid.v1',
      tenantId,
      aggregateId: payload.order_id,
      payload,
      occurredAt: payload.occurred_at,
    }
    await job.handle({ batchId: newId(), events: [event] })
    const { query, refused } = await reader(null)
    const tenant = { tenant_id: tenantId }
    const range = { from: '2026-01-01', to: '2026-06-30', currency: 'RUB' }
    const first = await query('sales.by_day', range, tenant)
    assert.lengthOf(first.rows, 100)
    assert.deepEqual(
      first.rows.filter(({ orders }) => orders !== 0),
      [{ day: '2026-03-10', orders: 1, revenue: { amount: 5_000, currency: 'RUB' } }] as never
    )
    const second = await query('sales.by_day', range, { ...tenant, after: first.next })
    assert.equal(second.rows[0]!.day, '2026-04-11')
    assert.lengthOf(second.rows, 81)
    assert.isNull(second.next)
    assert.deepEqual((await query('sales.by_product', range, tenant)).rows, [
      { product_id: productId, title: 'Чайник', quantity: 2, revenue: { amount: 5_000, currency: 'RUB' } },
    ] as never)
    assert.equal((await refused('sales.by_day', { from: '2026-06-01', to: '2026-01-01' }, tenant)).code, 'invalid_request')
    assert.deepEqual((await query('sales.by_product', range, { tenant_id: newId() })).rows, [])
  })
})

test.group('Data for plugins: whose and what', () => {
  test('the tenant is the installation’s; the platform says which it means', async ({ assert }) => {
    const [one, two] = [await createSeller(), await createSeller()]
    const [mine, theirs] = [await createProduct(one), await createProduct(two)]
    const tenant = await reader(one.tenantId)
    assert.equal((await tenant.refused('products.list', {}, { tenant_id: two.tenantId })).code, 'not_granted')
    assert.deepEqual(ids((await tenant.query('products.list', {}, { tenant_id: one.tenantId })).rows), [mine.id])
    const platform = await reader(null)
    assert.equal((await platform.refused('products.list')).code, 'tenant_required')
    assert.deepEqual(ids((await platform.query('products.list', {}, { tenant_id: two.tenantId })).rows), [theirs.id])
  })

  test('each query wants its own capability, and no other opens it', async ({ assert }) => {
    const params: Record<string, object> = {
      ...{ 'products.get': { id: newId() }, 'orders.get': { id: newId() }, 'stock.low': { threshold: 1 }, 'stock.by_sku': { sku: 'x' } },
    }
    const names = allPluginQueries().map(({ name }) => name)
    assert.includeMembers(names, [
      'products.list',
      'products.get',
      'stock.low',
      'stock.by_sku',
      'orders.recent',
      'orders.get',
      'sales.by_day',
    ])
    const { tenantId } = await createSeller()
    for (const { name, capability } of allPluginQueries()) {
      const others = await reader(tenantId, [...ALL.filter((one) => one !== capability), 'kv'])
      assert.equal((await others.refused(name, params[name])).code, 'not_granted', name)
      const { query } = await reader(tenantId, [capability])
      assert.isArray((await query(name, params[name])).rows)
    }
    const none = await reader(tenantId, ['kv'])
    assert.match((await none.refused('products.list')).message, /"data\.\*" was not granted/)
  })

  test('unknown queries, wrong parameters and foreign cursors are refused in words', async ({ assert }) => {
    const { refused } = await reader((await createSeller()).tenantId)
    const wrong: [string, object, object, string, RegExp][] = [
      ['users.list', {}, {}, 'unknown_query', /no query "users.list"/],
      ['toString', {}, {}, 'unknown_query', /no query/],
      ['products.get', {}, {}, 'invalid_request', /products.get: params.id must have required property/],
      ['products.get', { id: "x' or 1=1" }, {}, 'invalid_request', /params.id must match pattern/],
      ['products.list', { tenant_id: newId() }, {}, 'invalid_request', /params.tenant_id must NOT have additional/],
      ['products.list', {}, { after: '7' }, 'invalid_request', /after is not the "next"/],
      ['orders.recent', {}, { after: newId() }, 'invalid_request', /after is not the "next"/],
      ['products.get', { id: newId() }, { after: newId() }, 'invalid_request', /after is not the "next"/],
      ['stock.low', { threshold: -1 }, {}, 'invalid_request', /threshold must be >= 0/],
      ['orders.recent', { state: 'secret' }, {}, 'invalid_request', /state must be equal to one/],
      ['products.list', {}, { tenant_id: 'x' }, 'invalid_request', /tenant_id must match pattern/],
    ]
    for (const [name, params, more, code, message] of wrong) {
      const refusal = await refused(name, params, more)
      assert.equal(refusal.code, code, refusal.message)
      assert.match(refusal.message, message)
    }
  })
})
