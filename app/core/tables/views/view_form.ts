import { EVERYONE, type ShareRole } from '#core/tables/views/saved_view'
import { mayShareAt, shareableCustomRoles, shareableRoles, type ListPlace } from '#core/tables/views/list_place'
import type { ViewTerms } from '#core/tables/views/keep_views'
import type { HttpContext } from '@adonisjs/core/http'

type Filled = { name: string; shared_role?: ShareRole; is_default?: true; is_role_default?: true }

/** With whom a view may be shared; nobody to choose from hides the choice. */
export async function formOf({ access, i18n }: HttpContext, place: ListPlace) {
  const labels = place.audience === 'platform' ? 'identity.role_' : 'tenancy.role_'
  const roles = mayShareAt(place, access) ? shareableRoles(place) : []
  const labelOf = (role: ShareRole) => i18n.t(role === EVERYONE ? `ui.view_everyone_${place.audience}` : labels + role)
  const made = roles.length ? await shareableCustomRoles(place) : []
  const choice = roles.map((value) => ({ value, label: labelOf(value) }))
  return { place, roles: [...choice, ...made.map(({ id, name }) => ({ value: id, label: name }))] }
}

export const termsOf = ({ name, shared_role: role, is_default: isDefault, is_role_default: isRoleDefault }: Filled): ViewTerms => ({
  ...{ name, sharedRole: role ?? null, isDefault: !!isDefault, isRoleDefault: !!isRoleDefault },
})
