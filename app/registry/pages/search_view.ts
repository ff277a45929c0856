import { listed } from '#registry/validators/search_validator'
import { PLATFORM_VERSION } from '#core/version'
import { CAPABILITIES } from '#runtime/manifest/plugin_manifest'
import { CATEGORIES } from '#registry/enums/category'
import type { I18n } from '@adonisjs/i18n'
import type { Facets, FacetValue, PluginSearchResult } from '#registry/search/plugin_search'

/** The search page's own address, field by field; what is not chosen is null. */
export type SearchAddress = Partial<Record<Field, string | null>>
type Field = 'q' | 'category' | 'tag' | 'capability' | 'language' | 'host_api' | 'platform' | 'verified' | 'sort' | 'page'
type Choice = { label: string; count: number | null; url: string; isChosen: boolean }
type Group = { title: string; choices: Choice[] }
type Labels = (value: string) => string

const SHOWN_TAGS = 12
const MANY: readonly Field[] = ['tag', 'capability']

/** A link to the search with some fields changed; always from its first page. */
export function searchUrl(address: SearchAddress, changes: SearchAddress = {}): string {
  const fields = Object.entries({ ...address, page: null, ...changes }).filter((field): field is [string, string] => Boolean(field[1]))
  const query = new URLSearchParams(fields).toString()
  return query ? `/plugins?${query}` : '/plugins'
}

/** What the results can be narrowed by, each as a link; chosen ones lead back out. */
export function facetGroups(address: SearchAddress, { facets }: PluginSearchResult, i18n: I18n): Group[] {
  if (!facets) return []
  const group = (field: Field, kind: keyof Facets, { title, label }: { title: string; label: Labels }): Group => ({
    title: i18n.t(title),
    choices: choicesOf(address, field, { values: facets[kind], label }),
  })
  const groups = [
    trust(address, facets, i18n),
    group('category', 'category', {
      title: 'registry.category',
      label: (value) => known(CATEGORIES, value, (word) => i18n.t(`registry.category_${word}`)),
    }),
    group('capability', 'capability', {
      title: 'discovery.capabilities',
      label: (value) => known(CAPABILITIES, value, (word) => i18n.t(`registry.capability_${word}`)),
    }),
    group('language', 'language', { title: 'discovery.language', label: (value) => value }),
    group('host_api', 'host_api', { title: 'discovery.host_api', label: (value) => value }),
    group('tag', 'tag', { title: 'discovery.tags', label: (value) => `#${value}` }),
  ]
  return groups.filter(({ choices }) => choices.length)
}

/** What is chosen now, each with the way out. */
export const chosenFilters = (groups: Group[]): Choice[] => groups.flatMap(({ choices }) => choices.filter(({ isChosen }) => isChosen))

function trust(address: SearchAddress, { verified }: Facets, i18n: I18n): Group {
  const works = address.platform === PLATFORM_VERSION
  const isVerified = address.verified === '1'
  const only = verified[0]
  return {
    title: i18n.t('discovery.trust'),
    choices: [
      ...(only || isVerified
        ? [
            {
              label: i18n.t('discovery.verified_only'),
              count: only?.count ?? 0,
              url: searchUrl(address, { verified: isVerified ? null : '1' }),
              isChosen: isVerified,
            },
          ]
        : []),
      {
        label: i18n.t('discovery.works_here', { version: PLATFORM_VERSION }),
        count: null,
        url: searchUrl(address, { platform: works ? null : PLATFORM_VERSION }),
        isChosen: works,
      },
    ],
  }
}

function choicesOf(address: SearchAddress, field: Field, { values, label }: { values: FacetValue[]; label: Labels }): Choice[] {
  const isMany = MANY.includes(field)
  const chosen = isMany ? listed(address[field]) : [address[field]].filter((value) => typeof value === 'string')
  const missing = chosen.filter((value) => !values.some((facet) => facet.value === value)).map((value) => ({ value, count: 0 }))
  return [...missing, ...values].slice(0, field === 'tag' ? SHOWN_TAGS : undefined).map(({ value, count }) => {
    const isChosen = chosen.includes(value)
    const left = chosen.filter((other) => other !== value)
    const next = isMany ? (isChosen ? left : [...chosen, value]).join(',') : isChosen ? null : value
    return { label: label(value), count, url: searchUrl(address, { [field]: next || null }), isChosen }
  })
}

/** A word of ours in the reader's language; what a newer or older platform calls something stays as it is. */
const known = (values: readonly string[], value: string, translated: Labels) =>
  values.includes(value) ? translated(value.replaceAll('.', '_')) : value
