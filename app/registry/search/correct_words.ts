import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { Word } from '#registry/search/query_words'

const CANDIDATES = 3
const SHORTEST = 3

/** Each word with what it may have meant among the words of public plugins, the likeliest first. */
export async function correctWords(words: string[]): Promise<Word[]> {
  const rows = await sqlRows<{ at: number; candidate: string }>(db, CANDIDATES_OF, [words.map((word) => word.slice(0, 30)), CANDIDATES])
  return words.map((word, at) => ({
    word,
    candidates: word.length < SHORTEST ? [] : rows.filter((row) => row.at === at + 1).map(({ candidate }) => candidate),
  }))
}

/** What the corrected query reads like. */
export const correctedText = (words: Word[]): string => words.map(({ word, candidates }) => candidates[0] ?? word).join(' ')

const CANDIDATES_OF = `
  select w.at::int as at, c.word as candidate
    from unnest(?::text[]) with ordinality as w (word, at)
   cross join lateral (
     select s.word, levenshtein(s.word, w.word) as distance from plugin_search_words s
      where s.word % w.word and abs(length(s.word) - length(w.word)) <= 2
        and levenshtein_less_equal(s.word, w.word, 3) <= case when length(w.word) > 7 then 3 when length(w.word) > 4 then 2 else 1 end
      order by distance, s.word limit ?) c
   order by w.at, c.distance, c.word`
