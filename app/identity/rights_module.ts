import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { findUserObject } from '#identity/roles/user_object'
import * as blockSettings from '#identity/blocks/settings'
import * as roleSettings from '#identity/roles/settings'

/** Who may what, and what happens to who breaks the rules. */
export const rightsModule = defineModule({
  name: 'rights',
  permissions: {
    'identity.manage_users': { platform: ['admin'] },
    'identity.view_roles': { platform: ['admin'] },
    'identity.strike_users': { platform: ['admin', 'moderator'] },
    /** Superadmins only, and whom they give it to: it confirms who becomes one. */
    'identity.confirm_superadmin': {},
    'identity.manage_tenant_roles': { tenant: ['owner', 'admin'] },
  },
  fourEyes: {
    'identity.grant_superadmin': {
      permission: 'identity.confirm_superadmin',
      hours: 72,
      load: () => import('#identity/roles/confirm_superadmin'),
    },
    'identity.block': { permission: 'identity.block_users', hours: 24 * 14, load: () => import('#identity/blocks/confirm_block') },
  },
  customRoles: async (tenantId) => (await import('#identity/roles/custom_role')).listCustomRoles(tenantId),
  objects: { user: findUserObject },
  settings: [...Object.values(blockSettings), ...Object.values(roleSettings)],
  jobs: {
    'identity.lift_ended_blocks': defineJob(() => import('#identity/blocks/jobs/lift_ended_blocks'), { attempts: 3 }),
    'identity.mail_standing': defineJob(() => import('#identity/blocks/jobs/mail_standing'), { queue: 'events' }),
    'identity.keep_permissions': defineJob(() => import('#identity/roles/keep_permissions'), { attempts: 3 }),
    'core.expire_proposals': defineJob(() => import('#core/four_eyes/expire_proposals'), { attempts: 3 }),
  },
  subscriptions: {
    'identity.user_blocked.v1': ['identity.mail_standing'],
    'identity.user_unblocked.v1': ['identity.mail_standing'],
    'identity.strike_given.v1': ['identity.mail_standing'],
    'identity.user_invited.v1': ['identity.mail_standing'],
    'identity.standing_appeal_decided.v1': ['identity.mail_standing'],
  },
  schedules: [
    { job: 'identity.lift_ended_blocks', everyMs: 30_000 },
    { job: 'core.expire_proposals', everyMs: 60_000 },
    { job: 'identity.keep_permissions', everyMs: 3_600_000 },
  ],
  panels: definePanelEntries([
    { panel: 'account', key: 'rights.nav_standing', icon: 'gavel', route: 'account.standing.show', permission: null, order: 35 },
    {
      panel: 'account',
      key: 'rights.nav_company_roles',
      icon: 'key',
      route: 'account.roles.index',
      permission: 'identity.manage_tenant_roles',
      order: 45,
      group: 'panel.group_company',
    },
    {
      panel: 'operator',
      key: 'rights.nav_roles',
      icon: 'key',
      route: 'operator.roles.index',
      permission: 'identity.view_roles',
      order: 20,
      group: 'panel.group_people',
    },
    {
      panel: 'operator',
      key: 'rights.nav_proposals',
      icon: 'eye',
      route: 'operator.proposals.index',
      permission: 'identity.view_users',
      order: 30,
      group: 'panel.group_people',
    },
  ]),
})
