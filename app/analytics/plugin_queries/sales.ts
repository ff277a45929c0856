import app from '@adonisjs/core/services/app'
import { DateTime } from 'luxon'
import { SalesReport, type SalesScope } from '#analytics/queries/sales_report'
import { SalesScopes } from '#analytics/queries/sales_scope'
import { definePluginQuery } from '#runtime/host_calls/queries/define_plugin_query'

type Wanted = { from?: string; to?: string; currency?: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const day = { type: 'string', pattern: DAY.source }
const params = { from: day, to: day, currency: { type: 'string', pattern: '^[A-Z]{3}$' } }
const TOP = 100

const money = (amount: number, currency: string) => ({ amount, currency })

async function scopeOf(tenantId: string, wanted: Wanted): Promise<SalesScope> {
  const scopes = await app.container.make(SalesScopes)
  return scopes.resolve(tenantId, wanted)
}

definePluginQuery<Wanted, { day: string }>({
  name: 'sales.by_day',
  capability: 'data.sales',
  description: 'Revenue and orders of each day, days without a sale included; from the analytics engine, some seconds behind',
  params,
  limit: 100,
  cursor: { of: (row) => row.day, pattern: DAY },
  run: async ({ tenantId, params: wanted, after, limit }) => {
    const scope = await scopeOf(tenantId, wanted)
    const from = after === null ? scope.from : DateTime.fromISO(after, { zone: 'utc' }).plus({ days: 1 }).toISODate()!
    if (from > scope.to) return []
    const report = await app.container.make(SalesReport)
    const days = await report.byDay({ ...scope, from })
    return days.slice(0, limit).map((row) => ({ day: row.day, orders: row.orders, revenue: money(row.revenueMinor, scope.currency) }))
  },
})

definePluginQuery<Wanted, { product_id: string }>({
  name: 'sales.by_product',
  capability: 'data.sales',
  description: 'The hundred products that sold most; from the analytics engine, some seconds behind',
  params,
  limit: TOP,
  run: async ({ tenantId, params: wanted }) => {
    const scope = await scopeOf(tenantId, wanted)
    const report = await app.container.make(SalesReport)
    const products = await report.topProducts(scope, TOP)
    return products.map(({ id, name, quantity, revenueMinor }) => ({
      product_id: id,
      title: name,
      quantity,
      revenue: money(revenueMinor, scope.currency),
    }))
  },
})
