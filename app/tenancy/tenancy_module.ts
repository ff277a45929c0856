import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { settingsOf } from '#tenancy/quotas/define_quota'
import { apiCallQuota, memberQuota, syncQuota } from '#tenancy/quotas/quotas'
import { credentialColumn } from '#tenancy/credentials/credential'
import { listOwnTenants } from '#tenancy/queries/list_own_tenants'
import type { HttpContext } from '@adonisjs/core/http'

export const tenancyModule = defineModule({
  name: 'tenancy',
  permissions: {
    'tenancy.view': { tenant: ['owner', 'admin', 'user', 'viewer'] },
    'tenancy.manage_members': { tenant: ['owner', 'admin'] },
    'tenancy.manage_owners': { tenant: ['owner'] },
    'tenancy.view_audit': { tenant: ['owner', 'admin'] },
    'tenancy.manage_credentials': { tenant: ['owner', 'admin'] },
    'tenancy.verify': { tenant: ['owner', 'admin'] },
    'tenancy.view_tenants': { platform: ['admin', 'support', 'moderator', 'finance'] },
    'tenancy.change_plans': { platform: ['admin'] },
  },
  settings: settingsOf(memberQuota, apiCallQuota, syncQuota),
  vault: [credentialColumn],
  jobs: {
    'tenancy.mail_invitation': defineJob(() => import('#tenancy/jobs/mail_invitation'), { queue: 'events' }),
  },
  subscriptions: {
    'tenancy.member_invited.v1': ['tenancy.mail_invitation'],
  },
  panels: definePanelEntries([
    {
      panel: 'account',
      key: 'tenancy.nav_members',
      icon: 'users-group',
      route: 'account.members.index',
      permission: 'tenancy.view',
      order: 40,
    },
    {
      panel: 'account',
      key: 'tenancy.nav_audit',
      icon: 'history',
      route: 'account.audit.index',
      permission: 'tenancy.view_audit',
      order: 90,
    },
  ]),
  shell: { tenants: tenantChoices },
})

async function tenantChoices({ user, access }: HttpContext) {
  if (!user) return []
  const tenants = await listOwnTenants(user.id)
  return tenants.map((tenant) => ({ ...tenant, isCurrent: tenant.id === access.tenantId }))
}
