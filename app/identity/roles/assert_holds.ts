import { PermissionNotHeld } from '#identity/exceptions/rights'
import type { Access, Permission } from '#core/rights'

/** Throws `PermissionNotHeld` where somebody would give or take what they do not hold. Null is the terminal, which holds everything. */
export function assertHolds(access: Access | null, permissions: Permission[]): void {
  const missing = access ? [...new Set(permissions)].filter((code) => !access.can(code)) : []
  if (missing.length) throw new PermissionNotHeld(missing)
}
