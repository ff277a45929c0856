import { findObjectSource, namesOfPeople } from '#core/modules'
import { PLATFORM_ROLES } from '#core/rights'
import type { Explanation } from '#identity/roles/explain_access'
import type { I18n } from '@adonisjs/i18n'

/** An answer in words: by which role, given by whom, or what is missing. */
export async function explanationView({ path, refusal, allowed, held_by: heldBy, object }: Explanation, i18n: I18n) {
  const people = await namesOfPeople(path.map((step) => step.granted_by))
  const companies = await Promise.all(path.map(({ tenant_id: id }) => (id ? findObjectSource('tenant')?.(id) : null)))
  const isSystem = (role: string) => (PLATFORM_ROLES as readonly string[]).includes(role)
  return {
    isAllowed: allowed,
    object: object && `${object.type}:${object.id}${object.label ? ` (${object.label})` : ''}`,
    refusal: refusal && i18n.t(`rights.refusal_${refusal}`),
    steps: path.map(({ via, role, granted_by: by, granted_at: at }, index) => ({
      title: i18n.t(`rights.via_${via}`, { role: via === 'platform_role' && isSystem(role) ? i18n.t(`identity.role_${role}`) : role }),
      text: companies[index] ? i18n.t('rights.in_company', { company: companies[index]!.label }) : i18n.t('rights.on_platform'),
      by: by ? (people.get(by) ?? null) : null,
      ...{ at, icon: 'key', tone: 'good' },
    })),
    heldBy: [
      ...heldBy.platform.map((role) => i18n.t(`identity.role_${role}`)),
      ...heldBy.tenant.map((role) => i18n.t(`rights.tenant_${role}`)),
    ],
  }
}
