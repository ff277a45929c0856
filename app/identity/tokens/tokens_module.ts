import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import * as signingKeySettings from '#identity/signing_keys/settings'

/** Tokens of the API: the keys that sign them, the surfaces they open. */
export const tokensModule = defineModule({
  name: 'identity.tokens',
  permissions: {
    'identity.use_admin_api': { platform: ['admin', 'moderator', 'analyst', 'support', 'finance'] },
    'identity.use_merchant_api': { tenant: ['owner', 'admin', 'user'] },
    'identity.use_trader_api': { tenant: ['owner', 'admin'] },
    'identity.use_support_api': { platform: ['admin', 'support'] },
    'identity.manage_keys': { platform: ['admin'] },
  },
  settings: Object.values(signingKeySettings),
  vault: [{ table: 'token_signing_keys', ownerSql: `'platform'`, fieldSql: `'token_signing_key:' || kid` }],
  jobs: {
    'identity.rotate_signing_keys': defineJob(() => import('#identity/signing_keys/jobs/rotate_when_due')),
  },
  schedules: [{ job: 'identity.rotate_signing_keys', cron: '23 * * * *' }],
})
