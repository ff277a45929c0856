import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { totpSecretColumn } from '#identity/second_factor/totp_secret_column'
import * as settings from '#identity/settings'
import * as factorSettings from '#identity/second_factor/settings'
import * as deviceSettings from '#identity/devices/settings'
import * as stepUpSettings from '#identity/step_up/settings'

export const identityModule = defineModule({
  name: 'identity',
  permissions: {
    'identity.view_users': { platform: ['admin', 'support'] },
    'identity.block_users': { platform: ['admin'] },
    'identity.manage_roles': { platform: ['admin'] },
  },
  settings: [settings, factorSettings, deviceSettings, stepUpSettings].flatMap((part) => Object.values(part)),
  vault: [totpSecretColumn],
  people: async (ids) => (await import('#identity/queries/find_names')).findNames(ids),
  jobs: {
    'identity.prune_tokens': defineJob(() => import('#identity/jobs/prune_tokens')),
    'identity.prune_devices': defineJob(() => import('#identity/devices/jobs/prune_devices')),
  },
  schedules: [
    { job: 'identity.prune_tokens', cron: '41 3 * * *' },
    { job: 'identity.prune_devices', cron: '47 3 * * *' },
  ],
  panels: definePanelEntries([
    { panel: 'account', key: 'identity.nav_profile', icon: 'user-circle', route: 'account.profile.show', permission: null, order: 10 },
    {
      ...{ panel: 'account', key: 'security.nav', icon: 'shield-lock', route: 'account.security.show', permission: null, order: 12 },
      covers: ['passkeys', 'authenticator', 'recovery-codes', 'devices', 'confirm'].map((page) => `/account/${page}`),
    },
    {
      panel: 'operator',
      key: 'identity.nav_users',
      icon: 'users',
      route: 'operator.users.index',
      permission: 'identity.view_users',
      order: 10,
      group: 'panel.group_people',
    },
  ]),
})
