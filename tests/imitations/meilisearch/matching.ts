import { allowedTypos, prefixTypos, tokenize, typosBetween, type TypoTolerance } from '#tests/imitations/meilisearch/words'
import type { StoredFields } from '#tests/imitations/meilisearch/filter'
import type { IndexSettings } from '#tests/imitations/meilisearch/settings'

export type QueryWord = { word: string; limit: number; isPrefix: boolean }
export type Match = { document: StoredFields; words: number; typos: number; attribute: number; exact: number }

/** Query words; the last one may be unfinished. */
export function queryWords(text: string, tolerance: TypoTolerance): QueryWord[] {
  const words = tokenize(text)
  return words.map(({ word }, at) => ({
    word,
    limit: allowedTypos(word, tolerance),
    isPrefix: at === words.length - 1 && !/\s$/.test(text),
  }))
}

/** How well a document answers: as many words from the start of the query as it has; null when not even the first. */
export function matchDocument(document: StoredFields, query: QueryWord[], settings: IndexSettings): Match | null {
  const attributes = searchableTexts(document, settings).map((text) => tokenize(text).map(({ word }) => word))
  const match: Match = { document, words: 0, typos: 0, attribute: 0, exact: 0 }
  for (const wanted of query) {
    const best = bestMatch(attributes, wanted)
    if (!best) break
    match.words++
    match.typos += best.typos
    match.attribute += best.attribute
    match.exact += best.isExact ? 1 : 0
  }
  return query.length && !match.words ? null : match
}

export function typosOf({ word, limit, isPrefix }: QueryWord, candidate: string): number {
  const whole = typosBetween(word, candidate, limit)
  return isPrefix ? Math.min(whole, prefixTypos(word, candidate, limit)) : whole
}

function bestMatch(attributes: string[][], wanted: QueryWord) {
  let best: { typos: number; attribute: number; isExact: boolean } | null = null
  for (const [attribute, words] of attributes.entries()) {
    for (const candidate of words) {
      const typos = typosOf(wanted, candidate)
      if (typos <= wanted.limit && (!best || typos < best.typos)) best = { typos, attribute, isExact: candidate === wanted.word }
    }
  }
  return best
}

function searchableTexts(document: StoredFields, { searchableAttributes }: IndexSettings): string[] {
  const names = searchableAttributes.includes('*') ? Object.keys(document) : searchableAttributes
  return names.map((name) => [document[name]].flat().join(' '))
}

/** Cuts a text's matching words out with the tags; of an unfinished word only the part that was typed. */
export function highlight(text: string, query: QueryWord[], [open, close]: [string, string]): string {
  let marked = ''
  let at = 0
  for (const token of tokenize(text)) {
    const wanted = query.find((one) => typosOf(one, token.word) <= one.limit)
    if (!wanted) continue
    const isPrefixOnly = typosBetween(wanted.word, token.word, wanted.limit) > wanted.limit
    const length = isPrefixOnly ? Math.min(wanted.word.length, token.text.length) : token.text.length
    marked += `${text.slice(at, token.start)}${open}${token.text.slice(0, length)}${close}`
    at = token.start + length
  }
  return marked + text.slice(at)
}
