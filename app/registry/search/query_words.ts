const WORD = /[\p{L}\p{N}]+/gu
const MAX_WORDS = 12
/** Shorter beginnings would match half the registry. */
const SHORTEST_BEGINNING = 3

export type Word = { word: string; candidates: string[] }

/** The words of a query without punctuation: nothing in them means anything to `to_tsquery`. */
export const wordsOf = (text: string): string[] => (text.normalize('NFC').toLowerCase().match(WORD) ?? []).slice(0, MAX_WORDS)

/** All words have to be there, each as itself or as what it may have meant; the last may be unfinished. */
export const toTsquery = (words: Word[]): string =>
  words
    .map(({ word, candidates }, at) => {
      const isLast = at === words.length - 1 && word.length >= SHORTEST_BEGINNING
      return `(${[word, ...(isLast ? [`${word}:*`] : []), ...candidates].join(' | ')})`
    })
    .join(' & ')
