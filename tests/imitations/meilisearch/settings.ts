import { ApiError } from '#tests/imitations/meilisearch/api_error'
import type { TypoTolerance } from '#tests/imitations/meilisearch/words'

export type IndexSettings = {
  searchableAttributes: string[]
  displayedAttributes: string[]
  filterableAttributes: string[]
  sortableAttributes: string[]
  rankingRules: string[]
  typoTolerance: TypoTolerance
  faceting: { maxValuesPerFacet: number; sortFacetValuesBy: Record<string, 'alpha' | 'count'> }
  pagination: { maxTotalHits: number }
}

const BUILT_IN_RULES = ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness', 'attributeRank', 'wordPosition']

export const defaultSettings = (): IndexSettings => ({
  searchableAttributes: ['*'],
  displayedAttributes: ['*'],
  filterableAttributes: [],
  sortableAttributes: [],
  rankingRules: ['words', 'typo', 'proximity', 'attribute', 'sort', 'exactness'],
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 5, twoTypos: 9 }, disableOnNumbers: false },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: 1_000 },
})

/** Refuses what the server refuses before it queues a task. */
export function assertSettings(changes: Record<string, unknown>) {
  const known = Object.keys(defaultSettings())
  for (const name of Object.keys(changes)) {
    if (!known.includes(name)) {
      throw new ApiError(400, 'bad_request', `Unknown field \`${name}\`: expected one of ${known.map((one) => `\`${one}\``).join(', ')}`)
    }
  }
  const rules = (changes.rankingRules ?? []) as string[]
  for (const rule of rules) {
    if (!BUILT_IN_RULES.includes(rule) && !/^[\w.]+:(asc|desc)$/.test(rule)) {
      throw new ApiError(
        400,
        'invalid_settings_ranking_rules',
        `Invalid value at \`.rankingRules[0]\`: \`${rule}\` ranking rule is invalid.`
      )
    }
  }
}
