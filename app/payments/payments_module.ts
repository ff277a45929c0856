import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { paymentProvider } from '#payments/settings'

export const paymentsModule = defineModule({
  name: 'payments',
  permissions: { 'payments.view': { platform: ['admin', 'finance', 'support'] } },
  panels: definePanelEntries([
    {
      ...{ panel: 'operator', key: 'payments.nav', icon: 'credit-card', route: 'operator.payments.index' },
      ...{ permission: 'payments.view', order: 90, group: 'panel.group_money' },
    },
  ]),
  settings: [paymentProvider],
  jobs: {
    'payments.resolve_unknown': defineJob(() => import('#payments/jobs/resolve_unknown_payments')),
    'payments.send_refund': defineJob(() => import('#payments/jobs/send_refund'), { queue: 'events' }),
    'payments.process_webhook': defineJob(() => import('#payments/jobs/process_webhook'), { queue: 'events' }),
  },
  subscriptions: {
    'payments.refund_requested.v1': ['payments.send_refund'],
    'payments.webhook_received.v1': ['payments.process_webhook'],
  },
  schedules: [{ job: 'payments.resolve_unknown', everyMs: 5_000 }],
})
