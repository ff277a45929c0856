import '#tenancy/closing/forget_stranger'
import { defineJob } from '#core/jobs/types'
import { defineModule } from '#core/module'
import { definePanelEntries } from '#core/panels/panel_entry'
import { documentMegabytes, documentRetentionDays, unverifiedMayPublish, verificationDays } from '#tenancy/settings'
import { settingsOf } from '#tenancy/quotas/define_quota'
import { apiCallQuota, memberQuota, syncQuota } from '#tenancy/quotas/quotas'
import { credentialColumn } from '#tenancy/credentials/credential'
import { listOwnTenants } from '#tenancy/queries/list_own_tenants'
import type { HttpContext } from '@adonisjs/core/http'

export const tenancyModule = defineModule({
  name: 'tenancy',
  objects: { tenant: async (id) => (await import('#tenancy/queries/find_tenant_object')).findTenantObject(id) },
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
  settings: [
    ...settingsOf(memberQuota, apiCallQuota, syncQuota),
    unverifiedMayPublish,
    verificationDays,
    documentMegabytes,
    documentRetentionDays,
  ],
  vault: [credentialColumn],
  jobs: {
    'tenancy.check_company': defineJob(() => import('#tenancy/jobs/check_company'), { queue: 'events', attempts: 10 }),
    'tenancy.erase_documents': defineJob(() => import('#tenancy/jobs/erase_documents'), { queue: 'bulk', attempts: 3 }),
    'tenancy.expire_verifications': defineJob(() => import('#tenancy/jobs/expire_verifications'), { attempts: 3 }),
    'tenancy.prune_usage': defineJob(() => import('#tenancy/jobs/prune_usage'), { queue: 'bulk', attempts: 3 }),
    'tenancy.mail_invitation': defineJob(() => import('#tenancy/jobs/mail_invitation'), { queue: 'events' }),
  },
  subscriptions: {
    'tenancy.verification_submitted.v1': ['tenancy.check_company'],
    'tenancy.member_invited.v1': ['tenancy.mail_invitation'],
  },
  schedules: [
    { job: 'tenancy.expire_verifications', cron: '17 * * * *' },
    { job: 'tenancy.erase_documents', cron: '41 3 * * *' },
    { job: 'tenancy.prune_usage', cron: '53 3 * * *' },
  ],
  panels: definePanelEntries([
    {
      panel: 'operator',
      key: 'tenancy.nav_tenants',
      icon: 'building',
      route: 'operator.tenants.index',
      permission: 'tenancy.view_tenants',
      order: 20,
      group: 'panel.group_people',
    },
    {
      panel: 'seller',
      key: 'tenancy.nav_verification',
      icon: 'shield-check',
      route: 'seller.verification.show',
      permission: 'tenancy.verify',
      order: 90,
    },
    {
      panel: 'account',
      key: 'tenancy.nav_company',
      icon: 'building',
      route: 'account.company.show',
      permission: 'tenancy.view',
      order: 38,
      group: 'panel.group_company',
      covers: ['/account/credentials'],
    },
    {
      panel: 'account',
      key: 'tenancy.nav_members',
      icon: 'users-group',
      route: 'account.members.index',
      permission: 'tenancy.view',
      order: 40,
      group: 'panel.group_company',
    },
    {
      panel: 'account',
      key: 'tenancy.nav_audit',
      icon: 'history',
      route: 'account.audit.index',
      permission: 'tenancy.view_audit',
      order: 90,
      group: 'panel.group_company',
    },
  ]),
  shell: { tenants: tenantChoices },
})

async function tenantChoices({ user, access }: HttpContext) {
  if (!user) return []
  const tenants = await listOwnTenants(user.id)
  return tenants.map((tenant) => ({ ...tenant, isCurrent: tenant.id === access.tenantId }))
}
