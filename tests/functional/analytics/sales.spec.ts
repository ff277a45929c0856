import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { ClickHouse } from '#analytics/clickhouse/click_house'
import { AnalyticsUnavailable } from '#analytics/exceptions'
import RecordSales from '#analytics/jobs/record_sales'
import { SalesReport } from '#analytics/queries/sales_report'
import { apiToken, createUser } from '#tests/support/users'
import type { DomainEvent } from '#core/outbox/event'
import type { SalePayload } from '#analytics/sale_fact'

const DAY = '2026-03-10'

function paid(
  tenantId: string,
  { revenue = 10_000, name = 'orders.order_paid.v1', orderId = newId(), day = DAY } = {}
): DomainEvent<SalePayload> {
  const payload: SalePayload = {
    order_id: orderId,
    seller_tenant_id: tenantId,
    seller_name: 'Чайный дом',
    buyer_id: newId(),
    currency: 'RUB',
    occurred_at: `${day}T10:00:00.000Z`,
    lines: [
      { product_id: newId(), title: 'Чайник «Ёж»', category_id: newId(), quantity: 2, revenue_minor: revenue, discount_minor: 500 },
      { product_id: newId(), title: 'Cup', category_id: newId(), quantity: 1, revenue_minor: 1_000, discount_minor: 0 },
    ],
  }
  return { id: newId(), name, tenantId, aggregateId: orderId, payload, occurredAt: payload.occurred_at }
}

const record = async (...events: DomainEvent<SalePayload>[]) => {
  const job = await app.container.make(RecordSales)
  const batch = { batchId: newId(), events: events as unknown as DomainEvent[] }
  await job.handle(batch)
  return () => job.handle(batch)
}
const scopeOf = (tenantId: string | null) => ({ tenantId, currency: 'RUB', from: '2026-03-01', to: '2026-03-31' })

test.group('Sales facts', () => {
  test('a paid order is counted once, however often its event arrives', async ({ assert }) => {
    const tenant = newId()
    const event = paid(tenant)
    const again = await record(event)
    await again()
    await record(event)
    await Promise.all([record(event), record(event, paid(tenant, { revenue: 4_000 }))])
    const report = await app.container.make(SalesReport)
    assert.deepEqual(await report.totals(scopeOf(tenant)), {
      revenueMinor: 16_000,
      discountMinor: 1_000,
      orders: 2,
      buyers: 2,
      items: 6,
      averageOrderMinor: 8_000,
    })
  })

  test('an insert that the engine took and the database did not remember is not counted twice', async ({ assert }) => {
    const tenant = newId()
    const clickhouse = await app.container.make(ClickHouse)
    const event = paid(tenant)
    const { factsOf } = await import('#analytics/sale_fact')
    const token = newId()
    for (const _ of [1, 2]) await clickhouse.insert('sale_facts', factsOf(event as unknown as DomainEvent), token)
    const report = await app.container.make(SalesReport)
    assert.equal((await report.totals(scopeOf(tenant))).revenueMinor, 11_000)
  })

  test('a refund takes the sale back on its own day', async ({ assert }) => {
    const tenant = newId()
    const sale = paid(tenant)
    await record(sale, {
      ...paid(tenant, { name: 'orders.order_refunded.v1', day: '2026-03-12' }),
      payload: { ...sale.payload, occurred_at: '2026-03-12T09:00:00.000Z' },
    })
    const report = await app.container.make(SalesReport)
    const days = await report.byDay(scopeOf(tenant))
    assert.lengthOf(days, 31)
    assert.deepEqual(
      days.filter(({ revenueMinor }) => revenueMinor !== 0).map(({ day, revenueMinor }) => [day, revenueMinor]),
      [
        [DAY, 11_000],
        ['2026-03-12', -11_000],
      ]
    )
    assert.equal((await report.totals(scopeOf(tenant))).revenueMinor, 0)
  })

  test('a dead engine is said so, and the facts are written when it is back', async ({ assert }) => {
    const tenant = newId()
    const event = paid(tenant)
    const dead = new ClickHouse({ url: 'http://127.0.0.1:9', username: 'x', password: 'y', database: 'z' })
    const job = new RecordSales(dead)
    await assert.rejects(() => job.handle({ batchId: newId(), events: [event as unknown as DomainEvent] }), AnalyticsUnavailable.message)
    await record(event)
    const report = await app.container.make(SalesReport)
    assert.equal((await report.totals(scopeOf(tenant))).orders, 1)
  })
})

test.group('Sales report by API', () => {
  test('members see their own company only, analysts the whole platform, others nothing', async ({ assert, client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'viewer' } })
    const analyst = await createUser({ platform: ['analyst'] })
    const stranger = await createUser()
    await record(paid(tenant.id, { revenue: 7_000 }), paid(newId(), { revenue: 9_000_000 }))
    const ask = async (token?: string) =>
      client
        .get('/api/v1/analytics/sales')
        .qs({ from: '2026-03-01', to: '2026-03-31' })
        .header('authorization', token ? `Bearer ${token}` : '')

    const own = await ask(await apiToken(user))
    own.assertStatus(200)
    assert.equal(own.body().data.totals.revenue, 8_000)
    const all = await ask(await apiToken(analyst.user))
    assert.isAtLeast(all.body().data.totals.revenue, 9_008_000)
    const none = await ask(await apiToken(stranger.user))
    none.assertStatus(403)
    const guest = await ask()
    guest.assertStatus(401)
  })

  test('a range that makes no sense is refused by name', async ({ assert, client }) => {
    const { user } = await createUser({ platform: ['analyst'] })
    const token = await apiToken(user)
    for (const qs of [
      { from: '2026-13-01' },
      { from: 'yesterday' },
      { from: '2026-03-02', to: '2026-03-01' },
      { from: '2020-01-01', to: '2026-01-01' },
      { currency: 'rubles' },
    ]) {
      const answer = await client.get('/api/v1/analytics/sales').qs(qs).bearerToken(token)
      answer.assertStatus(422)
      assert.include(['from', 'to', 'currency'], answer.body().details[0].field)
    }
  })
})

test.group('Sales by page', () => {
  test('members see what sold best, analysts also who sold it', async ({ assert, client }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'viewer' } })
    const analyst = await createUser({ platform: ['analyst'] })
    await record(paid(tenant.id))
    const march = { from: '2026-03-01', to: '2026-03-31' }
    const own = (await client.get('/seller/analytics').qs(march).loginAs(user)).text()
    assert.include(own, 'Best-selling products')
    assert.include(own, 'Чайник «Ёж»')
    assert.notInclude(own, 'Чайный дом')
    const all = (await client.get('/analyst').qs(march).loginAs(analyst.user)).text()
    assert.include(all, 'Чайник «Ёж»')
    assert.include(all, 'Чайный дом')
  })
})
