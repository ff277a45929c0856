import type { HighlightPart } from '#search/search_index'

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu
const LEXEME = /'([^']+)'(:\*)?/g
const ENTRY = /'([^']+)':([\d,A-D]+)/g

/**
 * Marks the words of a title that a query matched. Their places are in the document's vector already: the n-th word of
 * the title stands at position n, so nothing has to be parsed and stemmed again as `ts_headline` would.
 * @param lexemes the query as PostgreSQL prints it: `'кроссовк' & ( 'бегов' | 'бегов':* )`
 */
export function markTitle({ title, positions }: { title: string; positions: string }, lexemes: string | null): HighlightPart[] {
  const places = lexemes ? matchedPlaces(positions, lexemes) : new Set<number>()
  const parts: HighlightPart[] = []
  let at = 0
  for (const [place, token] of [...title.matchAll(TOKEN)].entries()) {
    if (!places.has(place + 1)) continue
    parts.push({ text: title.slice(at, token.index), isMatch: false }, { text: token[0], isMatch: true })
    at = token.index + token[0].length
  }
  return [...parts, { text: title.slice(at), isMatch: false }].filter(({ text }) => text !== '')
}

function matchedPlaces(positions: string, lexemes: string): Set<number> {
  const wanted = [...lexemes.matchAll(LEXEME)]
  const exact = new Set(wanted.map(([, lexeme]) => lexeme))
  const prefixes = wanted.filter(([, , isPrefix]) => isPrefix).map(([, lexeme]) => lexeme)
  const places = new Set<number>()
  for (const [, lexeme, list] of positions.matchAll(ENTRY)) {
    if (!exact.has(lexeme) && !prefixes.some((prefix) => lexeme.startsWith(prefix))) continue
    for (const place of list.split(',')) places.add(Number.parseInt(place))
  }
  return places
}
