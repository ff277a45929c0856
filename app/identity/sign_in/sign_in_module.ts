import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import * as settings from '#identity/sign_in/settings'

/** How people get into their account, and back into it. */
export const signInModule = defineModule({
  name: 'identity.sign_in',
  settings: Object.values(settings),
  jobs: {
    'identity.send_confirmation': defineJob(() => import('#identity/confirmations/jobs/send_confirmation'), { queue: 'events' }),
    'identity.mail_password_reset': defineJob(() => import('#identity/resets/jobs/mail_password_reset'), { queue: 'events' }),
    'identity.mail_account_notice': defineJob(() => import('#identity/mails/mail_account_notice'), { queue: 'events' }),
    'identity.prune_links': defineJob(() => import('#identity/sign_in/jobs/prune_links')),
    'identity.mail_new_device': defineJob(() => import('#identity/sign_in/jobs/mail_new_device'), { queue: 'events' }),
  },
  subscriptions: {
    'identity.new_device_signed_in.v1': ['identity.mail_new_device'],
    'identity.confirmation_requested.v1': ['identity.send_confirmation'],
    'identity.password_reset_requested.v1': ['identity.mail_password_reset'],
    'identity.password_changed.v1': ['identity.mail_account_notice'],
    'identity.password_set.v1': ['identity.mail_account_notice'],
    'identity.email_changed.v1': ['identity.mail_account_notice'],
    'identity.sign_up_repeated.v1': ['identity.mail_account_notice'],
    'identity.provider_connected.v1': ['identity.mail_account_notice'],
    'identity.second_factor_changed.v1': ['identity.mail_account_notice'],
    'identity.second_factor_reset.v1': ['identity.mail_account_notice'],
    'identity.device_reuse_detected.v1': ['identity.mail_account_notice'],
  },
  schedules: [{ job: 'identity.prune_links', cron: '43 3 * * *' }],
  panels: definePanelEntries([
    { panel: 'account', key: 'account.nav_contacts', icon: 'phone', route: 'account.contacts.show', permission: null, order: 11 },
    { panel: 'account', key: 'account.nav_sign_ins', icon: 'device-laptop', route: 'account.sign_ins.index', permission: null, order: 14 },
  ]),
})
