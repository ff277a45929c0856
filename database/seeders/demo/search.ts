import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import { SearchIndex } from '#search/search_index'
import { Reindex } from '#search/actions/reindex'
import { checkIndex } from '#search/queries/check_index'

/** Seeded goods make no events: the index is built once, where it does not have them yet. */
export async function seedSearch(): Promise<void> {
  try {
    const index = await app.container.make(SearchIndex)
    await index.prepare()
    if (!(await checkIndex(index)).missing.length) return
    const reindex = await app.container.make(Reindex)
    await reindex.handle()
  } catch (error) {
    // Goods and orders are worth more than the index, which `search:reindex` builds at any time.
    logger.warn({ err: error }, 'the search index was not built')
  }
}
