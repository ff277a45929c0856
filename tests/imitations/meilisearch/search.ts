import { ApiError } from '#tests/imitations/meilisearch/api_error'
import { compileFilter, type StoredFields } from '#tests/imitations/meilisearch/filter'
import { highlight, matchDocument, queryWords, type Match } from '#tests/imitations/meilisearch/matching'
import type { IndexSettings } from '#tests/imitations/meilisearch/settings'
import type { StoredIndex } from '#tests/imitations/meilisearch/store'

type Request = Record<string, unknown>
type Comparison = (a: Match, b: Match) => number

const PARAMETERS = [
  'q',
  'offset',
  'limit',
  'filter',
  'facets',
  'sort',
  'attributesToRetrieve',
  'attributesToHighlight',
  'highlightPreTag',
  'highlightPostTag',
  'matchingStrategy',
]
const STRATEGIES = ['last', 'all', 'frequency']

/** `POST /indexes/:uid/search` */
export function search(index: StoredIndex, request: Request) {
  assertRequest(request, index.settings)
  const { settings } = index
  const text = String(request.q ?? '')
  const query = queryWords(text, settings.typoTolerance)
  const [offset, limit] = [Number(request.offset ?? 0), Number(request.limit ?? 20)]
  const passes = compileFilter(request.filter, settings.filterableAttributes)
  const candidates = [...index.documents.values()].filter(passes).flatMap((document) => matchDocument(document, query, settings) ?? [])
  const matches = enough(candidates, query.length, { wanted: offset + limit, strategy: String(request.matchingStrategy ?? 'last') })
  const ranked = rank(matches, settings, (request.sort as string[] | undefined) ?? [])
  const page = ranked.slice(offset, Math.min(offset + limit, settings.pagination.maxTotalHits))
  return {
    hits: page.map(({ document }) => present(document, request, { query, settings })),
    query: text,
    processingTimeMs: 1,
    limit,
    offset,
    estimatedTotalHits: matches.length,
    ...facets(matches, (request.facets as string[] | undefined) ?? [], settings),
  }
}

function assertRequest(request: Request, settings: IndexSettings) {
  for (const name of Object.keys(request)) {
    if (!PARAMETERS.includes(name)) {
      throw new ApiError(400, 'bad_request', `Unknown field \`${name}\`: expected one of ${PARAMETERS.join(', ')}`)
    }
  }
  const whole = (name: 'limit' | 'offset') => {
    const value = request[name]
    if (value !== undefined && (!Number.isInteger(value) || Number(value) < 0)) {
      throw new ApiError(400, `invalid_search_${name}`, `Invalid value type at \`.${name}\`: expected a positive integer`)
    }
  }
  whole('limit')
  whole('offset')
  if (request.matchingStrategy !== undefined && !STRATEGIES.includes(String(request.matchingStrategy))) {
    throw new ApiError(
      400,
      'invalid_search_matching_strategy',
      `Unknown value at \`.matchingStrategy\`: expected one of \`last\`, \`all\`, \`frequency\``
    )
  }
  for (const rule of (request.sort as string[] | undefined) ?? []) {
    const [attribute, direction] = rule.split(':')
    if (!['asc', 'desc'].includes(direction)) {
      throw new ApiError(
        400,
        'invalid_search_sort',
        `Invalid syntax for the sort parameter: expected expression ending by \`:asc\` or \`:desc\`, found \`${rule}\`.`
      )
    }
    if (!settings.sortableAttributes.includes(attribute)) {
      throw new ApiError(400, 'invalid_search_sort', `Attribute \`${attribute}\` is not sortable.`)
    }
  }
}

/** All words first; then words are given up from the end until a page is full. */
function enough(candidates: Match[], words: number, { wanted, strategy }: { wanted: number; strategy: string }): Match[] {
  let least = words
  const count = () => candidates.filter((match) => match.words >= least).length
  if (strategy !== 'all') while (least > 1 && count() < wanted) least--
  return candidates.filter((match) => match.words >= least)
}

function rank(matches: Match[], settings: IndexSettings, sort: string[]): Match[] {
  const comparisons = settings.rankingRules.flatMap((rule): Comparison[] => {
    if (rule === 'words') return [(a, b) => b.words - a.words]
    if (rule === 'typo') return [(a, b) => a.typos - b.typos]
    if (rule === 'attribute') return [(a, b) => a.attribute - b.attribute]
    if (rule === 'exactness') return [(a, b) => b.exact - a.exact]
    if (rule === 'sort') return sort.map(byAttribute)
    return rule.includes(':') ? [byAttribute(rule)] : []
  })
  return matches.toSorted((a, b) => comparisons.reduce((order, compare) => order || compare(a, b), 0))
}

function byAttribute(rule: string): Comparison {
  const [attribute, direction] = rule.split(':')
  const sign = direction === 'asc' ? 1 : -1
  return ({ document: a }, { document: b }) => {
    const [x, y] = [a[attribute] as number, b[attribute] as number]
    return x === y ? 0 : x < y ? -sign : sign
  }
}

function facets(matches: Match[], names: string[], settings: IndexSettings) {
  if (!names.length) return {}
  const facetDistribution: Record<string, Record<string, number>> = {}
  const facetStats: Record<string, { min: number; max: number }> = {}
  for (const name of names) {
    if (!settings.filterableAttributes.includes(name)) {
      throw new ApiError(400, 'invalid_search_facets', `Invalid facet distribution: Attribute \`${name}\` is not filterable.`)
    }
    const values = matches.flatMap(({ document }) => [document[name]].flat()).filter((value) => value !== undefined && value !== null)
    facetDistribution[name] = distribution(values.map(String), name, settings)
    const numbers = values.filter((value): value is number => typeof value === 'number')
    if (numbers.length) facetStats[name] = { min: Math.min(...numbers), max: Math.max(...numbers) }
  }
  return { facetDistribution, facetStats }
}

function distribution(values: string[], name: string, { faceting }: IndexSettings) {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const order = faceting.sortFacetValuesBy[name] ?? faceting.sortFacetValuesBy['*'] ?? 'alpha'
  const sorted = [...counts].sort(([a, x], [b, y]) => (order === 'count' ? y - x : 0) || (a < b ? -1 : 1))
  return Object.fromEntries(sorted.slice(0, faceting.maxValuesPerFacet))
}

function present(
  document: StoredFields,
  request: Request,
  { query, settings }: { query: ReturnType<typeof queryWords>; settings: IndexSettings }
) {
  const displayed = settings.displayedAttributes.includes('*') ? Object.keys(document) : settings.displayedAttributes
  const asked = (request.attributesToRetrieve as string[] | undefined) ?? ['*']
  const names = displayed.filter((name) => asked.includes('*') || asked.includes(name))
  const hit = Object.fromEntries(names.map((name) => [name, document[name]]))
  const toHighlight = request.attributesToHighlight as string[] | undefined
  if (!toHighlight) return hit
  const tags: [string, string] = [String(request.highlightPreTag ?? '<em>'), String(request.highlightPostTag ?? '</em>')]
  const formatted = Object.entries(hit).map(([name, value]) => {
    const isMarked = toHighlight.includes('*') || toHighlight.includes(name)
    return [name, isMarked ? highlight(String(value), query, tags) : String(value)]
  })
  return { ...hit, _formatted: Object.fromEntries(formatted) }
}
