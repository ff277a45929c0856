/** Letters that look alike; keyboards and copied texts mix them within one word. */
const CYRILLIC_TWINS: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}
const LATIN_TWINS: Record<string, string> = Object.fromEntries(Object.entries(CYRILLIC_TWINS).map(([latin, cyrillic]) => [cyrillic, latin]))

const WORD = /[\p{L}\p{M}\p{N}]+/gu
const MAX_WORDS = 12

/** The text as it is indexed and searched: lower case, е for ё, each word in one alphabet. */
export const normalise = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(WORD, inOneAlphabet)

/** The words of a query, without punctuation, at most a dozen. */
export const wordsOf = (text: string): string[] => (normalise(text).match(WORD) ?? []).slice(0, MAX_WORDS)

/** A word in two alphabets becomes one of the letters it has more of; `x5` and `c130` stay as they are. */
function inOneAlphabet(word: string): string {
  const cyrillic = word.match(/[а-я]/g)?.length ?? 0
  const latin = word.match(/[a-z]/g)?.length ?? 0
  if (!cyrillic || !latin) return word
  const twins = cyrillic >= latin ? CYRILLIC_TWINS : LATIN_TWINS
  return [...word].map((letter) => twins[letter] ?? letter).join('')
}
