import '#runtime/installations/end_with_company'
import { defineModule } from '#core/module'
import { defineJob } from '#core/jobs/types'
import { definePanelEntries } from '#core/panels/panel_entry'
import { hostCallSettings } from '#runtime/host_calls/settings'
import { pluginSecretColumn } from '#runtime/host_calls/secrets/plugin_secrets'
import { runtimeSettings } from '#runtime/settings'
import { surfaces } from '#runtime/surfaces_page/surfaces'

export const runtimeModule = defineModule({
  name: 'runtime',
  permissions: {
    /** A tenant's own installations and their runs. */
    'runtime.view': { tenant: ['owner', 'admin', 'user', 'viewer'] },
    /** Install, consent, configure and switch, for a tenant. */
    'runtime.manage': { tenant: ['owner', 'admin'] },
    /** Work with what plugins show: send their forms, press their buttons. */
    'runtime.use': { tenant: ['owner', 'admin', 'user'] },
    /** Every installation and run; the platform's own installations. */
    'runtime.operate': { platform: ['admin'] },
  },
  settings: [...runtimeSettings, ...hostCallSettings],
  subscriptions: { ...surfaces.subscriptions, 'tenancy.tenant_closed.v1': ['runtime.forget_company'] },
  relay: surfaces.relay,
  palette: surfaces.palette,
  shell: { blocks: surfaces.blocks },
  vault: [pluginSecretColumn],
  panels: definePanelEntries([
    ...surfaces.panels,
    {
      panel: 'seller',
      key: 'runtime.nav_runs',
      icon: 'activity',
      route: 'seller.plugin_runs.index',
      permission: 'runtime.view',
      order: 62,
      group: 'panel.group_plugins',
    },
    {
      panel: 'operator',
      key: 'runtime.nav_runs',
      icon: 'puzzle',
      route: 'operator.plugin_runs.index',
      permission: 'runtime.operate',
      order: 10,
      group: 'panel.group_plugins',
    },
    {
      panel: 'operator',
      key: 'runtime.nav_installations',
      icon: 'plug',
      route: 'operator.installations.index',
      permission: 'runtime.operate',
      order: 20,
      group: 'panel.group_plugins',
    },
  ]),
  jobs: {
    'runtime.forget_company': defineJob(() => import('#runtime/jobs/forget_company'), { queue: 'events' }),
    'runtime.prune_runs': defineJob(() => import('#runtime/jobs/prune_runs')),
    'runtime.expire_plugin_values': defineJob(() => import('#runtime/host_calls/jobs/expire_plugin_values')),
    ...surfaces.jobs,
  },
  schedules: [
    { job: 'runtime.prune_runs', cron: '43 3 * * *' },
    { job: 'runtime.expire_plugin_values', cron: '*/10 * * * *' },
    ...surfaces.schedules,
  ],
})
