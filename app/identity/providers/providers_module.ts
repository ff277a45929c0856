import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { providerSecretColumn } from '#identity/providers/provider_secrets'

/** Signing in by way of others. */
export const providersModule = defineModule({
  name: 'identity_providers',
  permissions: { 'identity.manage_providers': { platform: ['admin'] } },
  vault: [providerSecretColumn],
  jobs: { 'identity.prune_provider_attempts': defineJob(() => import('#identity/providers/jobs/prune_attempts')) },
  schedules: [{ job: 'identity.prune_provider_attempts', cron: '17 * * * *' }],
  panels: definePanelEntries([
    {
      panel: 'account',
      key: 'providers.nav_connections',
      icon: 'plug-connected',
      route: 'account.connections.index',
      permission: null,
      order: 16,
    },
    {
      ...{ panel: 'operator' as const, key: 'providers.nav_providers', icon: 'id', route: 'operator.identity_providers.index' },
      ...{ permission: 'identity.manage_providers', order: 30, group: 'panel.group_people' },
    },
  ]),
})
