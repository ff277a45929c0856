import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import * as settings from '#identity/settings'

export const identityModule = defineModule({
  name: 'identity',
  permissions: {
    'identity.view_users': { platform: ['admin', 'support'] },
    'identity.block_users': { platform: ['admin'] },
    'identity.manage_roles': { platform: ['admin'] },
  },
  settings: Object.values(settings),
  people: async (ids) => (await import('#identity/queries/find_names')).findNames(ids),
  jobs: {
    'identity.prune_tokens': defineJob(() => import('#identity/jobs/prune_tokens')),
  },
  schedules: [{ job: 'identity.prune_tokens', cron: '41 3 * * *' }],
  panels: definePanelEntries([
    { panel: 'account', key: 'identity.nav_profile', icon: 'user-circle', route: 'account.profile.show', permission: null, order: 10 },
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
