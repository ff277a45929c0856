import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { listPermissions } from '#core/modules'
import { UnknownRole } from '#identity/exceptions/rights'
import type { Access, DeclaredPermission, Permission } from '#core/rights'

/** A role that people made: of the platform where `tenant_id` is null, else of one company. */
export type CustomRole = {
  id: string
  tenant_id: string | null
  name: string
  description: string
  permissions: Permission[]
  version: number
  created_at: Date
  updated_at: Date
}
export type ListedRole = CustomRole & { holders: number }

/** As many as one page shows: more are no help to anybody. */
export const MAX_ROLES = 100

const COLUMNS = 'r.id, r.tenant_id, r.name, r.description, r.permissions, r.version, r.created_at, r.updated_at'

export const listCustomRoles = (tenantId: string | null) =>
  sqlRows<ListedRole>(
    db,
    `select ${COLUMNS}, (select count(*)::int from custom_role_bindings b where b.role_id = r.id) as holders
       from custom_roles r where r.tenant_id is not distinct from ? order by lower(r.name) limit ?`,
    [tenantId, MAX_ROLES]
  )

/** A company's role is not there for anybody else, the platform included. Throws `UnknownRole` (404). */
export async function findCustomRole(id: string, tenantId: string | null): Promise<ListedRole> {
  const [role] = await sqlRows<ListedRole>(
    db,
    `select ${COLUMNS}, (select count(*)::int from custom_role_bindings b where b.role_id = r.id) as holders
       from custom_roles r where r.id = ? and r.tenant_id is not distinct from ?`,
    [id, tenantId]
  )
  if (!role) throw new UnknownRole()
  return role
}

export async function lockCustomRole(trx: SqlClient, id: string, tenantId: string | null): Promise<CustomRole> {
  const [role] = await sqlRows<CustomRole>(
    trx,
    `select ${COLUMNS} from custom_roles r where r.id = ? and r.tenant_id is not distinct from ? for update`,
    [id, tenantId]
  )
  if (!role) throw new UnknownRole()
  return role
}

/** What a role of the platform, or of a company, may hold at all: the platform has no members, a company runs no platform. */
export const permissionsFor = (tenantId: string | null): DeclaredPermission[] =>
  listPermissions().filter(({ grant }) => (tenantId ? !!grant.tenant?.length : !grant.tenant || !!grant.platform))

/** What somebody may put into a role: what they hold themselves. */
export const assignableBy = (access: Access, tenantId: string | null): Permission[] =>
  permissionsFor(tenantId).flatMap(({ code }) => (access.can(code) ? [code] : []))
