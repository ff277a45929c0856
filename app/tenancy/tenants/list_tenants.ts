import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { containing } from '#core/database/like'
import { directionOf, keysetPage, sortBy, type Page } from '#core/http/keyset'
import { sqlRows } from '#core/database/sql'
import { UnknownTenant } from '#tenancy/tenants/exceptions'
import type { TenantPlan } from '#tenancy/models/tenant'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

export type TenantRow = {
  id: string
  name: string
  slug: string
  plan: TenantPlan
  status: 'active' | 'suspended' | 'closed'
  members: number
  verified_until: Date | null
  created_at: Date
}

export const TENANT_SORTS = ['created_at', '-created_at'] as const
export type TenantFilters = {
  q?: string
  plan?: TenantPlan
  status?: TenantRow['status']
  sort?: (typeof TENANT_SORTS)[number]
  limit: number
  cursor?: string
}

const MEMBERS = `coalesce((select c.used from tenant_counters c where c.tenant_id = tenants.id and c.quota = 'members'), 0) as members`

/** Every company there is. */
export const allTenants = () =>
  db
    .from('tenants')
    .select('tenants.id', 'tenants.name', 'plan', 'status', 'verified_until', 'tenants.created_at')
    .select(db.raw('slug::text as slug'), db.raw(MEMBERS))

export const searchTenants = (tenants: DatabaseQueryBuilderContract, text: string) =>
  void tenants.whereRaw(`(name || ' ' || slug::text) ilike ?`, [containing(text)])

export function listTenants({ q, plan, status, sort = '-created_at', limit, cursor }: TenantFilters): Promise<Page<TenantRow>> {
  const query = allTenants()
  if (plan) query.where('plan', plan)
  if (status) query.where('status', status)
  if (q) searchTenants(query, q)
  return keysetPage<TenantRow>(query, { sort: sortBy(directionOf(sort), 'tenants.created_at', 'tenants.id'), limit, cursor })
}

/** By id or slug. Throws `UnknownTenant` (404). */
export async function findTenant(key: string): Promise<TenantRow> {
  const condition = isId(key) ? 'tenants.id = ?' : 'tenants.slug = ?'
  const [row] = await sqlRows<TenantRow>(
    db,
    `select tenants.id, name, slug::text as slug, plan, status, verified_until, created_at, ${MEMBERS} from tenants where ${condition}`,
    [key]
  )
  if (!row) throw new UnknownTenant()
  return row
}

export const tenantRowJson = ({ verified_until: until, created_at: at, ...row }: TenantRow) => ({
  ...row,
  verified_until: until?.toISOString() ?? null,
  created_at: at.toISOString(),
})
