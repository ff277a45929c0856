import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import * as signingKeySettings from '#identity/signing_keys/settings'
import * as serviceTokenSettings from '#identity/service_tokens/settings'
import { serviceTokenScheme } from '#identity/service_tokens/service_token_scheme'

/** Tokens of the API: the keys that sign them, the surfaces they open, and those of machines. */
export const tokensModule = defineModule({
  name: 'identity.tokens',
  permissions: {
    'identity.use_admin_api': { platform: ['admin', 'moderator', 'analyst', 'support', 'finance'] },
    'identity.use_merchant_api': { tenant: ['owner', 'admin', 'user'] },
    'identity.use_trader_api': { tenant: ['owner', 'admin'] },
    'identity.use_support_api': { platform: ['admin', 'support'] },
    'identity.manage_keys': { platform: ['admin'] },
    'identity.manage_service_tokens': { tenant: ['owner', 'admin'] },
    'identity.manage_platform_tokens': { platform: ['admin'] },
  },
  settings: [...Object.values(signingKeySettings), ...Object.values(serviceTokenSettings)],
  bearer: serviceTokenScheme,
  vault: [{ table: 'token_signing_keys', ownerSql: `'platform'`, fieldSql: `'token_signing_key:' || kid` }],
  jobs: {
    'identity.rotate_signing_keys': defineJob(() => import('#identity/signing_keys/jobs/rotate_when_due')),
    'identity.prune_service_token_uses': defineJob(() => import('#identity/service_tokens/jobs/prune_uses'), { queue: 'bulk' }),
    'identity.mail_service_token': defineJob(() => import('#identity/service_tokens/jobs/mail_service_token'), { queue: 'events' }),
  },
  subscriptions: { 'identity.service_token_created.v1': ['identity.mail_service_token'] },
  schedules: [
    { job: 'identity.rotate_signing_keys', cron: '23 * * * *' },
    { job: 'identity.prune_service_token_uses', cron: '47 3 * * *' },
  ],
  panels: definePanelEntries([
    {
      ...{ panel: 'account', key: 'tokens.nav_service_tokens', icon: 'robot', route: 'account.service_tokens.index' },
      ...{ permission: 'identity.manage_service_tokens', order: 60, group: 'panel.group_company' },
    },
    {
      ...{ panel: 'operator', key: 'tokens.nav_service_tokens', icon: 'robot', route: 'operator.service_tokens.index' },
      ...{ permission: 'identity.manage_platform_tokens', order: 70, group: 'panel.group_system' },
    },
    {
      ...{ panel: 'operator', key: 'tokens.nav_signing_keys', icon: 'key', route: 'operator.signing_keys.index' },
      ...{ permission: 'identity.manage_keys', order: 80, group: 'panel.group_system' },
    },
  ]),
})
