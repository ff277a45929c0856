import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

/** A word of the query and words of the shop that it may have meant, the likeliest first. */
export type Correction = { word: string; isKnown: boolean; candidates: string[] }

type CandidateRow = { at: number; candidate: string; distance: number }

const CANDIDATES = 3
const SHORTEST = 3

/** Looks up every word among the words of all titles and brands: same beginning letters matter less than few edits. */
export async function correctWords(words: string[]): Promise<Correction[]> {
  const rows = await sqlRows<CandidateRow>(db, CANDIDATES_OF, [words, CANDIDATES])
  return words.map((word, at) => {
    const found = rows.filter((row) => row.at === at + 1)
    const isKnown = word.length < SHORTEST || found.some(({ distance }) => distance === 0)
    return { word, isKnown, candidates: isKnown ? [] : found.map(({ candidate }) => candidate) }
  })
}

/** What the corrected query reads like; null when no word has to change. */
export function correctedText(corrections: Correction[]): string | null {
  const words = corrections.filter(({ isKnown, candidates }) => isKnown || candidates.length)
  if (words.every(({ isKnown }) => isKnown)) return null
  return words.map(({ word, candidates }) => candidates[0] ?? word).join(' ')
}

const CANDIDATES_OF = `
  select w.at::int as at, c.word as candidate, c.distance
    from unnest(?::text[]) with ordinality as w (word, at)
   cross join lateral (
     select s.word, levenshtein(s.word, w.word) as distance, s.ndoc
       from search_words s
      where s.word % w.word and abs(length(s.word) - length(w.word)) <= 2
        and levenshtein_less_equal(s.word, w.word, 3) <= case when length(w.word) > 7 then 3 when length(w.word) > 4 then 2 else 1 end
      order by distance, s.ndoc desc, s.word limit ?) c
   order by w.at, c.distance, c.ndoc desc, c.word`
