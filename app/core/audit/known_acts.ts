import i18nManager from '@adonisjs/i18n/services/main'
import type { ChoiceOption } from '#core/tables/table_definition'

const PREFIX = 'audit.'
const TYPE = 'type_'

/** Acts that a company's log can tell of: the others are the platform's own, or a person's. */
const OF_COMPANIES =
  /^(?:catalog|orders|runtime|tenancy|registry)\.|^core\.(?:view|webhook)_|^identity\.(?:custom_role|role|service_token|user)_|^moderation\.item_/

/**
 * Every act with a name for people, by domain, and each domain as a whole; a test keeps every audited act named. The log may know older
 * ones, so a filter takes others, too.
 */
export function knownActs(isOfCompany = false): ChoiceOption[] {
  const acts = codes().filter((code) => !code.startsWith(TYPE) && (!isOfCompany || OF_COMPANIES.test(code)))
  const domains = [...new Set(acts.map(domainOf))]
  return domains.flatMap((domain) => [
    { value: `${domain}.`, label: 'core.all_acts', group: groupOf(domain), isFirst: true },
    ...acts.filter((code) => domainOf(code) === domain).map((code) => ({ value: code, label: PREFIX + code, group: groupOf(domain) })),
  ])
}

/** Kinds of things acted on. */
export const knownTargets = (): ChoiceOption[] =>
  codes().flatMap((code) => (code.startsWith(TYPE) ? [{ value: code.slice(TYPE.length), label: PREFIX + code }] : []))

const codes = () =>
  Object.keys(i18nManager.getTranslationsFor(i18nManager.defaultLocale)).flatMap((key) =>
    key.startsWith(PREFIX) ? [key.slice(PREFIX.length)] : []
  )
const domainOf = (code: string) => code.slice(0, code.indexOf('.'))
const groupOf = (domain: string) => `permissions.group_${domain}`
