export type TypoTolerance = { enabled: boolean; minWordSizeForTypos: { oneTypo: number; twoTypos: number }; disableOnNumbers?: boolean }
export type Token = { text: string; word: string; start: number }

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const LATIN_MARKS = /(?<=[a-z])\p{M}+/gu

/** Words in order. Latin diacritics are folded, Cyrillic ё is not. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    word: match[0].toLowerCase().normalize('NFD').replace(LATIN_MARKS, '').normalize('NFC'),
    start: match.index,
  }))
}

/** How many typos a word of the query may have. */
export function allowedTypos(word: string, { enabled, minWordSizeForTypos, disableOnNumbers }: TypoTolerance): number {
  if (!enabled || (disableOnNumbers && /^\d+$/.test(word))) return 0
  const length = [...word].length
  if (length >= minWordSizeForTypos.twoTypos) return 2
  return length >= minWordSizeForTypos.oneTypo ? 1 : 0
}

/** Edits between two words, a swap of neighbours being one; a wrong first letter counts twice. Above `limit` the answer is `limit + 1`. */
export function typosBetween(query: string, word: string, limit: number): number {
  if (query === word) return 0
  const first = query[0] === word[0] ? 0 : 1
  const distance = damerau([...query], [...word]) + first
  return Math.min(distance, limit + 1)
}

/** The same against the best beginning of `word`, for the word still being typed. */
export function prefixTypos(query: string, word: string, limit: number): number {
  if (word.startsWith(query)) return 0
  const lengths = [query.length - 1, query.length, query.length + 1]
  return Math.min(limit + 1, ...lengths.map((length) => typosBetween(query, word.slice(0, length), limit)))
}

function damerau(a: string[], b: string[]): number {
  const rows = Array.from({ length: a.length + 1 }, (_, at) => [at, ...new Array<number>(b.length).fill(0)])
  for (let at = 0; at <= b.length; at++) rows[0][at] = at
  for (let x = 1; x <= a.length; x++) {
    for (let y = 1; y <= b.length; y++) {
      const change = a[x - 1] === b[y - 1] ? 0 : 1
      rows[x][y] = Math.min(rows[x - 1][y] + 1, rows[x][y - 1] + 1, rows[x - 1][y - 1] + change)
      const isSwap = x > 1 && y > 1 && a[x - 1] === b[y - 2] && a[x - 2] === b[y - 1]
      if (isSwap) rows[x][y] = Math.min(rows[x][y], rows[x - 2][y - 2] + 1)
    }
  }
  return rows[a.length][b.length]
}
