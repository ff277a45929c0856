import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { DEFAULT_RANGE_DAYS, REPORT_CURRENCY } from '#analytics/settings'

export const analyticsModule = defineModule({
  name: 'analytics',
  permissions: {
    'analytics.platform': { platform: ['admin', 'analyst', 'finance'] },
    'analytics.own': { tenant: ['owner', 'admin', 'user', 'viewer'] },
  },
  settings: [DEFAULT_RANGE_DAYS, REPORT_CURRENCY],
  panels: definePanelEntries([
    { panel: 'analyst', key: 'analytics.nav', icon: 'chart-line', route: 'analyst.dashboard', permission: 'analytics.platform', order: 10 },
    { panel: 'seller', key: 'analytics.nav', icon: 'chart-line', route: 'seller.analytics', permission: 'analytics.own', order: 5 },
  ]),
  channels: { 'analytics/:topic': ({ access }) => access.can('analytics.platform') },
  jobs: {
    'analytics.record_sales': defineJob(() => import('#analytics/jobs/record_sales'), { queue: 'events', batch: true, attempts: 200 }),
    'analytics.reconcile_sales': defineJob(() => import('#analytics/jobs/reconcile_sales'), { queue: 'bulk', attempts: 3 }),
  },
  subscriptions: {
    'orders.order_paid.v1': ['analytics.record_sales'],
    'orders.order_refunded.v1': ['analytics.record_sales'],
  },
  schedules: [{ job: 'analytics.reconcile_sales', cron: '23 * * * *' }],
})
