import router from '@adonisjs/core/services/router'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { TENANT_PLANS } from '#tenancy/models/tenant'
import { searchTenants, type TenantRow } from '#tenancy/tenants/list_tenants'

const STATUSES = ['active', 'suspended', 'closed'] as const

export const tenantsTable = defineTable<TenantRow>({
  name: 'tenancy.tenants',
  caption: 'tenancy.tenants',
  columns: [
    {
      key: 'name',
      label: 'tenancy.shown_name',
      href: (row) => (router.urlBuilder.urlFor as (name: string, params: object) => string)('operator.tenants.show', { id: row.id }),
    },
    { key: 'plan', label: 'tenancy.plan' },
    { key: 'members', label: 'tenancy.members', format: 'number', isMinor: true },
    { key: 'status', label: 'tenancy.status', format: 'status', labels: 'tenancy.status_' },
    { key: 'verified_until', label: 'tenancy.verified_until_column', format: 'date', isMinor: true },
    { key: 'created_at', label: 'tenancy.opened_at', format: 'datetime', sort: 'created_at' },
  ],
  filters: [
    {
      key: 'plan',
      label: 'tenancy.plan',
      kind: 'choice',
      options: choices(TENANT_PLANS, 'tenancy.plan_'),
    },
    {
      key: 'status',
      label: 'tenancy.status',
      kind: 'choice',
      options: choices(STATUSES, 'tenancy.status_'),
    },
  ],
  search: searchTenants,
  defaultSort: '-created_at',
  empty: { title: 'tenancy.no_tenants', icon: 'building' },
})
