import db from '@adonisjs/lucid/services/db'
import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { SHOWN_EVENTS } from '#orders/events/order_changed'
import { guestCartOf } from '#orders/carts/current_cart'
import { countCartPieces } from '#orders/queries/find_cart_items'
import '#orders/closing'
import { acceptHours, completeDays, maxCartLines, unpaidMinutes } from '#orders/settings'

export const ordersModule = defineModule({
  name: 'orders',
  permissions: {
    'orders.view': { platform: ['admin', 'support', 'finance'], tenant: ['owner', 'admin', 'user', 'viewer'] },
    'orders.fulfil': { tenant: ['owner', 'admin', 'user'] },
  },
  settings: [unpaidMinutes, acceptHours, completeDays, maxCartLines],
  jobs: {
    'orders.settle_payment': defineJob(() => import('#orders/jobs/settle_payment'), { queue: 'events', attempts: 30, batch: true }),
    'orders.run_timeouts': defineJob(() => import('#orders/jobs/run_timeouts')),
    'orders.nudge_pages': defineJob(() => import('#orders/jobs/nudge_pages'), { queue: 'events', attempts: 1, batch: true }),
    'orders.prune_carts': defineJob(() => import('#orders/jobs/prune_carts'), { queue: 'bulk' }),
  },
  subscriptions: {
    'payments.payment_captured.v1': ['orders.settle_payment'],
    'payments.payment_declined.v1': ['orders.settle_payment'],
    ...Object.fromEntries(SHOWN_EVENTS.map((name) => [name, ['orders.nudge_pages']])),
  },
  schedules: [
    { job: 'orders.run_timeouts', everyMs: 15_000 },
    { job: 'orders.prune_carts', cron: '41 3 * * *' },
  ],
  channels: {
    'orders/tenant/:tenantId': ({ access }, { tenantId }) => access.tenantId === tenantId && access.can('orders.view'),
  },
  shell: { cart: (ctx) => countCartPieces(db, { userId: ctx.user?.id ?? null, guestCartId: guestCartOf(ctx) }) },
  panels: definePanelEntries([
    {
      panel: 'seller',
      key: 'orders.nav_orders',
      icon: 'receipt',
      route: 'seller.orders.index',
      permission: 'orders.view',
      order: 10,
      group: 'panel.group_sales',
    },
    { panel: 'account', key: 'orders.nav_purchases', icon: 'shopping-bag', route: 'account.orders.index', permission: null, order: 20 },
  ]),
})
