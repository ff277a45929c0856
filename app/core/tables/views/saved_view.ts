import { PLATFORM_ROLES, TENANT_ROLES, type PlatformRole, type TenantRole } from '#core/rights'

export const EVERYONE = 'everyone'
export const SHARE_ROLES = [EVERYONE, ...new Set([...PLATFORM_ROLES, ...TENANT_ROLES])] as ShareRole[]

/** With whom a view is shared: everybody who opens the list, or one role. */
export type ShareRole = typeof EVERYONE | PlatformRole | TenantRole | CustomRoleId
/** A role that people made. */
type CustomRoleId = string & {}

export type SavedView = {
  id: string
  user_id: string
  name: string
  /** As in the address: sort, search and filters. */
  params: Record<string, string>
  shared_role: ShareRole | null
  is_role_default: boolean
  version: number
}

/** As many as somebody may keep of one list; a list nobody finds anything in any more is no help. */
export const MAX_VIEWS = 50
/** Of all lists together. */
export const MAX_VIEWS_OF_PERSON = 1_000
export const MAX_NAME = 80
