import { nullable, string, strings, time } from '#core/http/openapi/words'
import type { DeclaredPermission } from '#core/rights'
import type { CustomRole, ListedRole } from '#identity/roles/custom_role'
import type { Explanation } from '#identity/roles/explain_access'

export const toRoleJson = ({
  id,
  name,
  description,
  permissions,
  version,
  created_at: at,
  updated_at: changed,
  ...role
}: CustomRole | ListedRole) => ({
  ...{ id, name, description, permissions, version, tenant_id: role.tenant_id },
  ...('holders' in role ? { holders: role.holders } : {}),
  ...{ created_at: at.toISOString(), updated_at: changed.toISOString() },
})

export const toPermissionJson = ({ code, module, grant }: DeclaredPermission) => ({
  code,
  module,
  platform_roles: ['superadmin', ...(grant.platform ?? [])],
  tenant_roles: grant.tenant ?? [],
})

export const toExplanationJson = ({ path, ...explanation }: Explanation) => ({
  ...explanation,
  path: path.map(({ granted_at: at, ...step }) => ({ ...step, granted_at: at?.toISOString() ?? null })),
})

export const ROLE_SCHEMA = {
  type: 'object',
  required: ['id', 'name', 'permissions', 'version'],
  properties: {
    ...{ id: { type: 'string', format: 'uuid' }, name: string, description: string, permissions: strings, tenant_id: nullable },
    ...{ version: { type: 'integer' }, holders: { type: 'integer' }, created_at: time, updated_at: time },
  },
}

export const PERMISSION_SCHEMA = {
  type: 'object',
  required: ['code', 'module', 'platform_roles', 'tenant_roles'],
  properties: { code: string, module: string, platform_roles: strings, tenant_roles: strings },
}

export const GRANT_SCHEMA = {
  type: 'object',
  required: ['changed', 'proposal_id'],
  properties: { changed: { type: 'boolean' }, proposal_id: { ...nullable, description: 'A second person has to confirm it first' } },
}

export const EXPLANATION_SCHEMA = {
  type: 'object',
  required: ['user_id', 'permission', 'allowed', 'path', 'refusal', 'held_by'],
  properties: {
    ...{ user_id: string, permission: string, tenant_id: nullable, allowed: { type: 'boolean' }, refusal: nullable },
    object: { type: ['object', 'null'], properties: { type: string, id: string, label: nullable } },
    held_by: { type: 'object', properties: { platform: strings, tenant: strings } },
    path: {
      type: 'array',
      items: {
        type: 'object',
        required: ['via', 'role'],
        properties: { via: string, role: string, tenant_id: nullable, granted_by: nullable, granted_at: nullable },
      },
    },
  },
}
