import { defineModule } from '#core/module'
import * as settings from '#identity/settings'

export const identityModule = defineModule({
  name: 'identity',
  permissions: {
    'identity.view_users': { platform: ['admin', 'support'] },
    'identity.block_users': { platform: ['admin'] },
    'identity.manage_roles': { platform: ['admin'] },
  },
  settings: Object.values(settings),
})
