import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { SearchIndex } from '#search/search_index'
import { Reindex } from '#search/actions/reindex'

/** Seeded goods make no events: the index is built once, where it does not have them yet. */
export async function seedSearch(products: number): Promise<void> {
  try {
    const index = await app.container.make(SearchIndex)
    await index.prepare()
    if ((await countIndexed(index)) >= products) return
    const reindex = await app.container.make(Reindex)
    await reindex.handle()
  } catch (error) {
    // Goods and orders are worth more than the index, which `search:reindex` builds at any time.
    logger.warn({ err: error }, 'the search index was not built')
  }
}

async function countIndexed(index: SearchIndex): Promise<number> {
  let count = 0
  for await (const batch of index.stamps()) count += batch.length
  return count
}
