import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import * as settings from '#identity/sign_in/settings'

/** How people get into their account, and back into it. */
export const signInModule = defineModule({
  name: 'identity.sign_in',
  settings: Object.values(settings),
  jobs: {
    'identity.mail_new_device': defineJob(() => import('#identity/sign_in/jobs/mail_new_device'), { queue: 'events' }),
  },
  subscriptions: {
    'identity.new_device_signed_in.v1': ['identity.mail_new_device'],
  },
  panels: definePanelEntries([
    { panel: 'account', key: 'account.nav_sign_ins', icon: 'device-laptop', route: 'account.sign_ins.index', permission: null, order: 12 },
  ]),
})
