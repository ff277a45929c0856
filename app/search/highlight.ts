import type { HighlightPart } from '#search/search_index'

/** Private-use characters, which no title has: engines mark matches with them, and no markup ever comes from an index. */
export const MATCH_START = '\uE000'
export const MATCH_END = '\uE001'

/** `Кофеварка \uE000капельная\uE001` → parts, for a view to escape and mark. */
export function highlightParts(marked: string): HighlightPart[] {
  return marked
    .split(MATCH_START)
    .flatMap((piece, at): HighlightPart[] => {
      if (at === 0) return [{ text: piece, isMatch: false }]
      const [match, rest = ''] = piece.split(MATCH_END)
      return [
        { text: match, isMatch: true },
        { text: rest, isMatch: false },
      ]
    })
    .filter(({ text }) => text !== '')
}
