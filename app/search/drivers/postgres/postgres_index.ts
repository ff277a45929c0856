import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { wordsOf } from '#search/normalise'
import { correctedText, correctWords, type Correction } from '#search/drivers/postgres/corrections'
import { findDocuments } from '#search/drivers/postgres/find_documents'
import { Turnstile } from '#search/drivers/postgres/turnstile'
import { recountWords, writeDocuments } from '#search/drivers/postgres/write_documents'
import { SearchIndex, type IndexedStamp, type SearchDocument, type SearchQuery, type SearchResult } from '#search/search_index'

/** With fewer hits the words are looked at: a rare good is asked for less often than a word is misspelt. */
const ENOUGH_HITS = 3
/** Searches under way at once in one process; each keeps a core of the database busy. */
const PLACES = 3
const STAMP_BATCH = 5_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Full text in PostgreSQL: stems of two languages, corrections from the shop's own words. */
export class PostgresIndex extends SearchIndex {
  readonly driver = 'postgres'
  readonly #turnstile = new Turnstile(PLACES)

  async prepare() {}

  async upsert(documents: SearchDocument[]) {
    if (documents.length) await writeDocuments(documents)
  }

  async remove(ids: string[]) {
    await sqlRun(db, 'delete from search_documents where product_id = any(?::uuid[])', [ids])
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return this.#turnstile.pass(() => this.#search(query))
  }

  async #search(query: SearchQuery): Promise<SearchResult> {
    const words = wordsOf(query.text)
    if (!words.length) return findDocuments(null, query)
    const result = await findDocuments(words.join(' & '), query)
    return result.total >= ENOUGH_HITS ? result : this.#searchCorrected(words, query, result)
  }

  async rebuild(batches: AsyncIterable<SearchDocument[]>) {
    const [{ now }] = await sqlRows<{ now: string }>(db, 'select clock_timestamp()::text as now')
    let count = 0
    for await (const documents of batches) {
      await writeDocuments(documents)
      count += documents.length
    }
    await sqlRun(db, 'delete from search_documents where indexed_at < ?::timestamptz', [now])
    await recountWords()
    await sqlRun(db, 'analyze search_documents, search_words')
    return count
  }

  /** How often words occur decides between equally near corrections. */
  async maintain() {
    await recountWords()
  }

  async *stamps(): AsyncGenerator<IndexedStamp[]> {
    let last = FIRST
    for (;;) {
      const rows = await sqlRows<IndexedStamp>(
        db,
        'select product_id as id, stamp from search_documents where product_id > ? order by product_id limit ?',
        [last, STAMP_BATCH]
      )
      if (!rows.length) return
      yield rows
      last = rows.at(-1)!.id
    }
  }

  async ping() {
    await sqlRows(db, 'select 1 from search_documents limit 1')
  }

  /** Each attempt asks for less: corrected words, then only words the shop has, then only the first of them. */
  async #searchCorrected(words: string[], query: SearchQuery, exact: SearchResult): Promise<SearchResult> {
    const corrections = await correctWords(words)
    for (const attempt of attemptsOf(corrections, exact.total)) {
      const result = await findDocuments(toTsquery(attempt), query)
      if (result.total > exact.total) return { ...result, correctedTo: correctedText(corrections) }
    }
    return exact
  }
}

/** Words that all exist were spelt as meant: then it is the filters that leave little, and little is the answer. */
function attemptsOf(corrections: Correction[], found: number): Correction[][] {
  const hopeful = corrections.filter(({ isKnown, candidates }) => isKnown || candidates.length)
  const attempts = corrections.every(({ isKnown }) => isKnown) ? [] : [corrections]
  if (hopeful.length && hopeful.length < corrections.length) attempts.push(hopeful)
  if (found === 0 && hopeful.length > 1) attempts.push(hopeful.slice(0, 1))
  return attempts
}

/** An unknown last word that resembles none may be unfinished: the reader is still typing. */
const toTsquery = (corrections: Correction[]) =>
  corrections
    .map(({ word, isKnown, candidates }, at) => {
      const isUnfinished = at === corrections.length - 1 && !isKnown && !candidates.length
      return `(${[word, ...candidates, ...(isUnfinished ? [`${word}:*`] : [])].join(' | ')})`
    })
    .join(' & ')
