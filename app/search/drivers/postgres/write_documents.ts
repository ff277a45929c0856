import db from '@adonisjs/lucid/services/db'
import { sqlRun, type SqlClient } from '#core/database/sql'
import { normalise } from '#search/normalise'
import { stampOf } from '#search/stamp'
import type { SearchDocument } from '#search/search_index'

/** A description is searched as far as a reader would read it. */
const DESCRIPTION_LETTERS = 2_000
const SEPARATORS = /[^\p{L}\p{M}\p{N}]+/gu

export async function writeDocuments(documents: SearchDocument[]) {
  const rows = documents.map(toRow)
  await db.transaction(async (trx) => {
    await sqlRun(trx, UPSERT, [JSON.stringify(rows)])
    await learnWords(
      trx,
      rows.map(({ words }) => words)
    )
  })
}

/** New words are known to corrections at once; how frequent they are is counted by `recountWords`. */
const learnWords = (client: SqlClient, texts: string[]) => {
  const words = new Set(
    texts.flatMap((text) => text.split(' ')).filter((word) => word.length >= 3 && word.length <= 30 && !/\d/.test(word))
  )
  return sqlRun(client, `insert into search_words (word, ndoc) select word, 1 from unnest(?::text[]) as w (word) on conflict do nothing`, [
    [...words].sort(),
  ])
}

/** Counts anew in how many products a word occurs, and forgets words that no product has. */
export const recountWords = () =>
  sqlRun(
    db,
    `with counted as materialized (
       select word, ndoc from ts_stat($$select to_tsvector('simple', words) from search_documents$$)
        where length(word) between 3 and 30 and word !~ '[0-9]'
     ), kept as (
       insert into search_words as s (word, ndoc) select word, ndoc from counted order by word
       on conflict (word) do update set ndoc = excluded.ndoc where s.ndoc <> excluded.ndoc
     )
     delete from search_words s where not exists (select 1 from counted c where c.word = s.word)`
  )

const toRow = (document: SearchDocument) => ({
  id: document.id,
  seller_id: document.sellerId,
  category_id: document.categoryId,
  brand: document.brand,
  price_minor: document.priceMinor,
  in_stock: document.inStock,
  published_at: document.publishedAt.toISOString(),
  title: document.title,
  words: plainWords(`${document.title} ${document.brand}`),
  terms: plainWords(document.terms.join(' ')),
  description: plainWords(document.description.slice(0, DESCRIPTION_LETTERS)),
  stamp: stampOf(document),
})

/** Without punctuation: PostgreSQL's parser would read `SKU-007` as a word and a negative number. */
const plainWords = (text: string) => normalise(text).replace(SEPARATORS, ' ').trim()

const UPSERT = `
  insert into search_documents (product_id, seller_id, category_id, brand, price_minor, in_stock, published_at, title, words, tsv, stamp, indexed_at)
  select id, seller_id, category_id, brand, price_minor, in_stock, published_at, title, words,
         setweight(to_tsvector('rialto', words), 'A') || setweight(to_tsvector('rialto', terms), 'B') || setweight(to_tsvector('rialto', description), 'D'),
         stamp, clock_timestamp()
    from jsonb_to_recordset(?::jsonb) as r (id uuid, seller_id uuid, category_id uuid, brand text, price_minor bigint, in_stock boolean,
         published_at timestamptz, title text, words text, terms text, description text, stamp text)
   order by id
  on conflict (product_id) do update set
    seller_id = excluded.seller_id, category_id = excluded.category_id, brand = excluded.brand, price_minor = excluded.price_minor,
    in_stock = excluded.in_stock, published_at = excluded.published_at, title = excluded.title, words = excluded.words, tsv = excluded.tsv,
    stamp = excluded.stamp, indexed_at = excluded.indexed_at`
