import { PLATFORM_ROLES } from '#core/rights'
import { readStanding } from '#identity/blocks/standing'
import { standingView } from '#identity/blocks/standing_view'
import { companiesOf } from '#identity/roles/choose_company'
import { listCustomRoles } from '#identity/roles/custom_role'
import UserPolicy from '#identity/policies/user_policy'
import type { Account } from '#identity/queries/find_account'
import type { HttpContext } from '@adonisjs/core/http'

/** What the looking person may do with an account, with what it stands against it. */
export async function userPage({ access, bouncer, i18n }: HttpContext, account: Account) {
  const policy = bouncer.with(UserPolicy)
  const [standing, made, companies] = await Promise.all([readStanding(account.id), listCustomRoles(null), companiesOf(account.id)])
  const isChangeable = async (role: (typeof PLATFORM_ROLES)[number]) => policy.allows('changeRole', account, role)
  const systemRoles = PLATFORM_ROLES.toReversed()
  const allowed = await Promise.all(systemRoles.map(isChangeable))
  const own = (await isChangeable('user')) ? made.filter(({ permissions }) => permissions.every((code) => access.can(code))) : []
  const has = (id: string) => account.custom_roles.some((role) => role.id === id)
  const changeable = [
    ...systemRoles
      .filter((_, at) => allowed[at])
      .map((role) => ({ value: role as string, label: i18n.t(`identity.role_${role}`), isHeld: account.roles.includes(role) })),
    ...own.map(({ id, name }) => ({ value: id, label: name, isHeld: has(id) })),
  ]
  return {
    ...standingView(standing, { i18n, days: 0 }),
    customRoles: account.custom_roles,
    companies,
    mayOpenCompanies: access.can('tenancy.view_tenants'),
    grantable: changeable.filter(({ isHeld }) => !isHeld),
    revocable: changeable.filter(({ isHeld }) => isHeld),
    mayBlock: await policy.allows('block', account),
    mayStrike: await policy.allows('strike', account),
    mayExplain: await policy.allows('explain'),
    mayEndSessions: await policy.allows('endSessions', account),
    mayResetFactors: account.has_second_factor && (await policy.allows('resetSecondFactors', account)),
  }
}
