import { defineJob } from '#core/jobs/types'
import { corsOrigins } from '#core/http/settings'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { webhookSecretColumn } from '#core/webhooks/webhook_secrets'
import { webhookSettings } from '#core/webhooks/settings'

export const coreModule = defineModule({
  name: 'core',
  permissions: {
    'core.operate': { platform: ['admin'] },
    // Letters hold links that open accounts, those of superadmins as well: nobody below them reads.
    'core.read_mailbox': { platform: [] },
    'core.audit': { platform: ['admin'] },
    'core.settings': { platform: ['admin'] },
    'core.share_views': { platform: ['admin'] },
    'core.share_company_views': { tenant: ['owner', 'admin'] },
  },
  channels: {
    'users/:id/:topic': ({ actor }, { id }) => actor.userId === id,
    'tenants/:id/:topic': ({ access }, { id }) => access.tenantId === id,
    'operator/:topic': ({ access }) => access.can('core.operate'),
  },
  panels: definePanelEntries([
    {
      panel: 'operator',
      key: 'core.nav_overview',
      icon: 'heart-rate-monitor',
      route: 'operator.overview',
      permission: 'core.operate',
      order: 10,
    },
    {
      panel: 'operator',
      key: 'core.nav_jobs',
      icon: 'stack-2',
      route: 'operator.jobs.index',
      permission: 'core.operate',
      order: 20,
      group: 'panel.group_system',
    },
    {
      panel: 'operator',
      key: 'core.nav_events',
      icon: 'bolt',
      route: 'operator.events.index',
      permission: 'core.operate',
      order: 30,
      group: 'panel.group_system',
    },
    {
      panel: 'operator',
      key: 'core.nav_mailbox',
      icon: 'mail',
      route: 'operator.mailbox.index',
      permission: 'core.read_mailbox',
      order: 40,
      group: 'panel.group_system',
    },
    {
      panel: 'operator',
      key: 'core.nav_audit',
      icon: 'history',
      route: 'operator.audit.index',
      permission: 'core.audit',
      order: 50,
      group: 'panel.group_system',
    },
    {
      panel: 'operator',
      key: 'core.nav_settings',
      icon: 'settings',
      route: 'operator.settings.index',
      permission: 'core.settings',
      order: 60,
      group: 'panel.group_system',
    },
  ]),
  settings: [corsOrigins, ...webhookSettings],
  vault: [webhookSecretColumn],
  jobs: {
    // Receivers are strangers: a slow one holds up no events of our own.
    'core.deliver_webhook': defineJob(() => import('#core/webhooks/deliver_webhook'), { queue: 'plugins', attempts: 3 }),
    'core.sweep_deliveries': defineJob(() => import('#core/webhooks/jobs/sweep_deliveries'), { attempts: 3 }),
    'core.prune_deliveries': defineJob(() => import('#core/webhooks/jobs/prune_deliveries'), { queue: 'bulk', attempts: 3 }),
    'core.seal_audit_log': defineJob(() => import('#core/audit/seal_audit_log')),
    'core.prune': defineJob(() => import('#core/jobs/prune')),
  },
  subscriptions: { 'core.webhook_queued.v1': ['core.deliver_webhook'] },
  schedules: [
    { job: 'core.sweep_deliveries', everyMs: 10_000 },
    { job: 'core.prune_deliveries', cron: '37 3 * * *' },
    { job: 'core.seal_audit_log', everyMs: 10_000 },
    { job: 'core.prune', cron: '17 3 * * *' },
  ],
})
