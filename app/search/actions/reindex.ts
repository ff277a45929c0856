import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ResultCache } from '#search/result_cache'
import { SearchIndex } from '#search/search_index'
import { IndexProducts } from '#search/actions/index_products'
import { PRODUCT_EVENTS } from '#search/product_events'
import { allDocuments } from '#search/queries/search_documents'

export type Reindexed = { driver: string; documents: number; caughtUp: number }

const BATCH = 500

/** Builds the index anew while the old one goes on answering. What changed meanwhile is indexed once more at the end. */
@inject()
export class Reindex {
  constructor(
    private readonly index: SearchIndex,
    private readonly indexProducts: IndexProducts,
    private readonly cache: ResultCache
  ) {}

  async handle(): Promise<Reindexed> {
    const [{ start }] = await sqlRows<{ start: string }>(db, 'select clock_timestamp()::text as start')
    await this.index.prepare()
    const documents = await this.index.rebuild(allDocuments())
    const caughtUp = await this.#catchUp(start)
    await this.cache.changed()
    return { driver: this.index.driver, documents, caughtUp }
  }

  async #catchUp(since: string): Promise<number> {
    const changed = await sqlRows<{ id: string }>(
      db,
      `select distinct aggregate_id as id from outbox
        where occurred_at >= ?::timestamptz - interval '1 minute' and name in (${PRODUCT_EVENTS.map(() => '?').join(', ')})`,
      [since, ...PRODUCT_EVENTS]
    )
    for (let at = 0; at < changed.length; at += BATCH) {
      await this.indexProducts.handle({ productIds: changed.slice(at, at + BATCH).map(({ id }) => id) })
    }
    return changed.length
  }
}
