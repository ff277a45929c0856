import db from '@adonisjs/lucid/services/db'
import edge from 'edge.js'
import string from '@adonisjs/core/helpers/string'
import { sqlRows } from '#core/database/sql'
import { WORDS, wordsIn } from '#registry/search/conditions'

/** Private-use characters, which are taken out of every text first: no markup ever comes from the database. */
const START = '\uE000'
const STOP = '\uE001'
const MARKS = /[\uE000\uE001]/g

export type TextPart = { text: string; is_match: boolean }

/** The texts in parts, those of the words that matched apart; one statement for a page. */
export async function markMatches(texts: string[], tsquery: string | null): Promise<TextPart[][]> {
  const plain = texts.map((text) => text.replace(MARKS, ''))
  if (tsquery === null || !plain.length) return plain.map((text) => [{ text, is_match: false }])
  const rows = await sqlRows<{ marked: string }>(
    db,
    `select ts_headline('russian', t.text, ${WORDS}, 'HighlightAll=true, StartSel=${START}, StopSel=${STOP}') as marked
       from unnest(?::text[]) with ordinality as t (text, at) order by t.at`,
    [...wordsIn(tsquery), plain]
  )
  return rows.map(({ marked }) => partsOf(marked))
}

/** For views: matches marked, everything escaped. */
export const markedHtml = (parts: TextPart[]) =>
  edge.globals.html.safe(
    parts.map(({ text, is_match: isMatch }) => (isMatch ? `<mark>${string.escapeHTML(text)}</mark>` : string.escapeHTML(text))).join('')
  )

const partsOf = (marked: string): TextPart[] =>
  marked
    .split(START)
    .flatMap((piece, at) => {
      const [match = '', rest = ''] = at === 0 ? ['', piece] : piece.split(STOP)
      return [
        { text: match, is_match: true },
        { text: rest, is_match: false },
      ]
    })
    .filter(({ text }) => text !== '')
