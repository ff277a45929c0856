import { canonicalName } from '#registry/names/plugin_name'
import { correctedText, correctWords } from '#registry/search/correct_words'
import { countFacets, countMatches } from '#registry/search/count_matches'
import { rank, walkInOrder } from '#registry/search/find_matches'
import { toTsquery, wordsOf, type Word } from '#registry/search/query_words'
import { allOf, filterConditions, wordCondition, type Condition } from '#registry/search/conditions'
import { similarNames } from '#registry/search/similar_names'
import { readPlugins } from '#registry/queries/read_plugins'
import type { PluginSearch, PluginSearchResult } from '#registry/search/plugin_search'

type Asked = { search: PluginSearch; filters: Condition[]; name: string }

/** Public plugins by words and filters. What found nothing is looked for again as what may have been meant. */
export async function searchPlugins(search: PluginSearch): Promise<PluginSearchResult> {
  const words = wordsOf(search.query ?? '')
  const asked = { search, filters: await filterConditions(search), name: canonicalName(search.query?.trim() ?? '') }
  if (!words.length) return find(asked, { conditions: asked.filters, tsquery: null })

  const plain = toTsquery(words.map((word) => ({ word, candidates: [] })))
  const found = await find(asked, { conditions: [wordCondition(plain), ...asked.filters], tsquery: plain })
  return found.total ? found : findMeant(asked, await correctWords(words))
}

/** Corrected words first; a name nobody's words resemble may still look like the whole query. */
async function findMeant(asked: Asked, words: Word[]): Promise<PluginSearchResult> {
  const tsquery = toTsquery(words)
  if (words.some(({ candidates }) => candidates.length)) {
    const found = await find(asked, { conditions: [wordCondition(tsquery), ...asked.filters], tsquery })
    if (found.total) return { ...found, correctedTo: correctedText(words) }
  }
  return find(asked, { conditions: [await similarNames(asked.name), ...asked.filters], tsquery })
}

async function find({ search, name }: Asked, { conditions, tsquery }: { conditions: Condition[]; tsquery: string | null }) {
  const isRanked = tsquery !== null && search.sort === 'relevance'
  const [{ ids, nextCursor }, counted] = await Promise.all([
    isRanked ? rank(search, { tsquery, name, where: allOf(conditions) }) : walkInOrder(search, conditions),
    search.withFacets ? countFacets(conditions) : countMatches(conditions),
  ])
  return { rows: await readPlugins(ids), ...counted, nextCursor, correctedTo: null, matched: tsquery }
}
