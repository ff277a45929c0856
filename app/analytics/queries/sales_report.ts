import { inject } from '@adonisjs/core'
import { ClickHouse } from '#analytics/clickhouse/click_house'

export type SalesScope = {
  /** null: the whole platform, for its analysts only. */
  tenantId: string | null
  currency: string
  /** ISO dates, both included. */
  from: string
  to: string
}

export type SalesTotals = {
  revenueMinor: number
  discountMinor: number
  orders: number
  buyers: number
  items: number
  averageOrderMinor: number
}
export type DaySales = { day: string; revenueMinor: number; orders: number }
export type NamedSales = { id: string; name: string; revenueMinor: number; quantity: number }

const WITHIN = `currency = {currency: String} and day between {from: Date} and {to: Date}`

/** Sums for the dashboards. All money in minor units of the scope's currency. */
@inject()
export class SalesReport {
  constructor(private clickhouse: ClickHouse) {}

  async totals(scope: SalesScope): Promise<SalesTotals> {
    const [row] = await this.#daily<Record<string, string>>(
      scope,
      `select sum(revenue_minor) as revenue, sum(discount_minor) as discount, sum(orders) as orders, uniqMerge(buyers) as buyers, sum(quantity) as items`
    )
    const [revenueMinor, orders] = [Number(row.revenue), Number(row.orders)]
    return {
      revenueMinor,
      discountMinor: Number(row.discount),
      orders,
      buyers: Number(row.buyers),
      items: Number(row.items),
      averageOrderMinor: orders ? Math.round(revenueMinor / orders) : 0,
    }
  }

  /** Every day of the scope, days without a sale included. */
  async byDay(scope: SalesScope): Promise<DaySales[]> {
    const rows = await this.#daily<{ day: string; revenue: string; orders: string }>(
      scope,
      `select day, sum(revenue_minor) as revenue, sum(orders) as orders`,
      `group by day order by day with fill from {from: Date} to {to: Date} + 1 step 1`
    )
    return rows.map(({ day, revenue, orders }) => ({ day, revenueMinor: Number(revenue), orders: Number(orders) }))
  }

  /** Titles are read for the few products that are shown only: carried through the sums they cost as much as the sums. */
  async topProducts(scope: SalesScope, limit = 10): Promise<NamedSales[]> {
    const rows = await this.clickhouse.rows<{ id: string; revenue: string; sold: string }>(
      `select product_id as id, sum(revenue_minor) as revenue, sum(quantity) as sold from sale_facts
        where ${tenantClause(scope)} ${WITHIN} group by product_id order by revenue desc, id limit {limit: UInt16}`,
      { ...scope, limit }
    )
    const titles = await this.#titlesOf(
      scope,
      rows.map(({ id }) => id)
    )
    return rows.map(({ id, revenue, sold }) => ({ id, name: titles.get(id) ?? '', revenueMinor: Number(revenue), quantity: Number(sold) }))
  }

  async #titlesOf(scope: SalesScope, ids: string[]): Promise<Map<string, string>> {
    if (!ids.length) return new Map()
    const rows = await this.clickhouse.rows<{ id: string; name: string }>(
      `select product_id as id, any(product_title) as name from sale_facts
        where ${tenantClause(scope)} ${WITHIN} and product_id in {ids: Array(UUID)} group by product_id`,
      { ...scope, ids }
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  async topSellers(scope: SalesScope, limit = 10): Promise<NamedSales[]> {
    const rows = await this.#daily<{ id: string; name: string; revenue: string; sold: string }>(
      scope,
      `select tenant_id as id, any(seller_name) as name, sum(revenue_minor) as revenue, sum(quantity) as sold`,
      `group by tenant_id order by revenue desc, id limit ${Number(limit)}`
    )
    return rows.map(({ id, name, revenue, sold }) => ({ id, name, revenueMinor: Number(revenue), quantity: Number(sold) }))
  }

  async byCategory(scope: SalesScope, limit = 8): Promise<Omit<NamedSales, 'name'>[]> {
    const rows = await this.#daily<{ id: string; revenue: string; sold: string }>(
      scope,
      `select category_id as id, sum(revenue_minor) as revenue, sum(quantity) as sold`,
      `group by category_id order by revenue desc, id limit ${Number(limit)}`
    )
    return rows.map(({ id, revenue, sold }) => ({ id, revenueMinor: Number(revenue), quantity: Number(sold) }))
  }

  #daily<Row>(scope: SalesScope, select: string, rest = '') {
    return this.clickhouse.rows<Row>(`${select} from sales_daily where ${tenantClause(scope)} ${WITHIN} ${rest}`, scope)
  }
}

const tenantClause = ({ tenantId }: SalesScope) => (tenantId ? 'tenant_id = {tenantId: UUID} and' : '')
