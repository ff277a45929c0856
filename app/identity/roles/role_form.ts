import { assignableBy, type CustomRole } from '#identity/roles/custom_role'
import type { Access, Permission } from '#core/rights'

export type PermissionBox = { code: Permission; checked: boolean }
export type PermissionGroup = { module: string; boxes: PermissionBox[] }

/** The boxes of the form, by the domain a permission belongs to: what one holds oneself, nothing else. */
export function permissionGroups(access: Access, tenantId: string | null, held: readonly Permission[]): PermissionGroup[] {
  const groups = new Map<string, PermissionBox[]>()
  for (const code of assignableBy(access, tenantId).sort()) {
    const [module] = code.split('.')
    groups.set(module, [...(groups.get(module) ?? []), { code, checked: held.includes(code) }])
  }
  return [...groups].map(([module, boxes]) => ({ module, boxes }))
}

/** What the page of one role shows; of a new one, an empty form. */
export const roleFormView = (access: Access, tenantId: string | null, role: CustomRole | null) => ({
  role,
  groups: permissionGroups(access, tenantId, role?.permissions ?? []),
  mayChange: !role || role.permissions.every((code) => access.can(code)),
})
