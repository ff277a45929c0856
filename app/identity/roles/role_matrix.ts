import { PLATFORM_ROLES, TENANT_ROLES, type DeclaredPermission } from '#core/rights'
import { listPermissions } from '#core/modules'
import type { CustomRole } from '#identity/roles/custom_role'

export type RoleMatrix = {
  name: 'platform' | 'company'
  roles: readonly string[]
  /** Prefix of the texts that name the roles. */
  labels: string
  rows: { code: string; has: boolean[]; custom: string[] }[]
}

const STAFF = PLATFORM_ROLES.filter((role) => role !== 'user')

/** Which system role may do what: what staff may on the platform, and what members may in a company of theirs. */
export function roleMatrix(custom: CustomRole[]): RoleMatrix[] {
  const all = listPermissions().sort((a, b) => a.code.localeCompare(b.code))
  const row = ({ code }: DeclaredPermission, has: boolean[]) => ({
    code,
    has,
    custom: custom.filter(({ permissions }) => permissions.includes(code)).map(({ name }) => name),
  })
  return [
    {
      name: 'platform',
      roles: STAFF,
      labels: 'identity.role_',
      rows: all
        .filter(({ grant }) => grant.platform || !grant.tenant)
        .map((one) =>
          row(
            one,
            STAFF.map((role) => role === 'superadmin' || !!one.grant.platform?.includes(role))
          )
        ),
    },
    {
      name: 'company',
      roles: TENANT_ROLES,
      labels: 'tenancy.role_',
      rows: all
        .filter(({ grant }) => grant.tenant)
        .map((one) =>
          row(
            one,
            TENANT_ROLES.map((role) => !!one.grant.tenant?.includes(role))
          )
        ),
    },
  ]
}
