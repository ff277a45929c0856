import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { AnalyticsUnavailable } from '#analytics/exceptions'
import { SalesReport, type DaySales, type NamedSales, type SalesScope, type SalesTotals } from '#analytics/queries/sales_report'

export type LastCheck = { at: Date; orders: number; missing: number; repaired: number; difference_minor: number }

export type Dashboard = {
  scope: SalesScope
  totals: SalesTotals
  days: DaySales[]
  products: NamedSales[]
  sellers: NamedSales[]
  check: LastCheck | null
}

/** Everything a sales dashboard shows, asked at once. Null when the engine is away: the page says so and stays. */
@inject()
export class SalesDashboard {
  constructor(private report: SalesReport) {}

  async read(scope: SalesScope): Promise<Dashboard | null> {
    try {
      const [totals, days, products, sellers, check] = await Promise.all([
        this.report.totals(scope),
        this.report.byDay(scope),
        this.report.topProducts(scope),
        scope.tenantId ? [] : this.report.topSellers(scope),
        lastCheck(),
      ])
      return { scope, totals, days, products, sellers, check }
    } catch (error) {
      if (error instanceof AnalyticsUnavailable) return null
      throw error
    }
  }
}

async function lastCheck(): Promise<LastCheck | null> {
  const [row] = await sqlRows<LastCheck>(
    db,
    'select at, orders, missing, repaired, difference_minor from analytics_checks order by at desc limit 1'
  )
  return row ?? null
}
