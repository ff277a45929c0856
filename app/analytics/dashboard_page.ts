import { renderChart } from '#core/charts/render_chart'
import { formatMoney, formatNumber } from '#core/panels/formats'
import type { I18n } from '@adonisjs/i18n'
import type { ChartView } from '#core/charts/chart_spec'
import type { Dashboard } from '#analytics/dashboard'
import type { SalesScope } from '#analytics/queries/sales_report'

type Stat = { label: string; value: string; icon: string; hint?: string }

export type DashboardPage = {
  scope: SalesScope
  /** Nudged when a sale is counted. */
  channel: string
  isAway: boolean
  ranges: { label: string; url: string; isCurrent: boolean }[]
  stats: Stat[]
  revenue: ChartView | null
  orders: ChartView | null
  products: { name: string; revenue: string; quantity: string }[]
  sellers: { name: string; revenue: string; quantity: string }[]
  check: { isExact: boolean; text: string; at: Date } | null
}

const RANGES = [7, 30, 90]

/** What both dashboards show, worded and drawn for the reader. */
export async function dashboardPage({
  dashboard,
  scope,
  i18n,
}: {
  dashboard: Dashboard | null
  scope: SalesScope
  i18n: I18n
}): Promise<DashboardPage> {
  const money = (amount: number) => formatMoney(i18n.locale, { amount, currency: scope.currency })
  const number = (value: number) => formatNumber(i18n.locale, value)
  const named = (rows: Dashboard['products']) =>
    rows.map(({ name, revenueMinor, quantity }) => ({ name, revenue: money(revenueMinor), quantity: number(quantity) }))
  return {
    scope,
    channel: scope.tenantId ? `tenants/${scope.tenantId}/sales` : 'analytics/sales',
    isAway: !dashboard,
    ranges: rangesOf(scope, i18n),
    stats: dashboard ? statsOf(dashboard, { i18n, money, number }) : [],
    ...(dashboard ? await chartsOf(dashboard, { i18n, money, number }) : { revenue: null, orders: null }),
    products: named(dashboard?.products ?? []),
    sellers: named(dashboard?.sellers ?? []),
    check: checkOf(dashboard, { i18n, money, number }),
  }
}

type Words = { i18n: I18n; money: (amount: number) => string; number: (value: number) => string }

const statsOf = ({ totals }: Dashboard, { i18n, money, number }: Words): Stat[] => [
  {
    label: i18n.t('analytics.revenue'),
    value: money(totals.revenueMinor),
    icon: 'coins',
    hint: i18n.t('analytics.discounts_given', { amount: money(totals.discountMinor) }),
  },
  { label: i18n.t('analytics.orders'), value: number(totals.orders), icon: 'receipt' },
  { label: i18n.t('analytics.average_order'), value: money(totals.averageOrderMinor), icon: 'shopping-cart' },
  {
    label: i18n.t('analytics.buyers'),
    value: number(totals.buyers),
    icon: 'users',
    hint: i18n.t('analytics.items_sold', { count: totals.items }),
  },
]

async function chartsOf({ days, totals }: Dashboard, { i18n, money, number }: Words) {
  const dayName = new Intl.DateTimeFormat(i18n.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const labels = days.map(({ day }) => dayName.format(new Date(`${day}T00:00:00Z`)))
  const short = (value: number) => formatNumber(i18n.locale, value / 100, { notation: 'compact' })
  const [revenue, orders] = await Promise.all([
    renderChart({
      kind: 'line',
      title: i18n.t('analytics.revenue_by_day'),
      description: i18n.t('analytics.revenue_summary', { amount: money(totals.revenueMinor), days: days.length }),
      labels,
      series: [{ name: i18n.t('analytics.revenue'), values: days.map(({ revenueMinor }) => revenueMinor) }],
      format: money,
      formatAxis: short,
      area: true,
    }),
    renderChart({
      kind: 'bar',
      title: i18n.t('analytics.orders_by_day'),
      labels,
      series: [{ name: i18n.t('analytics.orders'), values: days.map((day) => day.orders) }],
      format: number,
    }),
  ])
  return { revenue, orders }
}

function rangesOf(scope: SalesScope, i18n: I18n) {
  const to = new Date(`${scope.to}T00:00:00Z`)
  return RANGES.map((days) => {
    const from = new Date(to.getTime() - (days - 1) * 86_400_000).toISOString().slice(0, 10)
    return { label: i18n.t('analytics.last_days', { days }), url: `?from=${from}&to=${scope.to}`, isCurrent: from === scope.from }
  })
}

function checkOf(dashboard: Dashboard | null, { i18n, money, number }: Words) {
  if (!dashboard?.check) return null
  const { at, orders, difference_minor: difference, repaired } = dashboard.check
  const text = i18n.t('analytics.check_text', { orders: number(orders), difference: money(difference), repaired })
  return { at, text, isExact: difference === 0 }
}
