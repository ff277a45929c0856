import { Health } from '#core/health/health'
import { LiveBus } from '#core/live/live_bus'
import { ResultCache } from '#search/result_cache'
import { SearchIndex } from '#search/search_index'
import type { ApplicationService } from '@adonisjs/core/types'

export default class SearchProvider {
  constructor(protected app: ApplicationService) {}

  register() {
    this.app.container.singleton(SearchIndex, createIndex)
    this.app.container.singleton(ResultCache, async (resolver) => new ResultCache(await resolver.make(LiveBus)))
  }

  async boot() {
    const health = await this.app.container.make(Health)
    health.register({
      name: 'search',
      essential: false,
      check: async () => {
        const index = await this.app.container.make(SearchIndex)
        await index.ping()
        return { detail: index.driver }
      },
    })
  }
}

/** The driver is loaded only when chosen: the client of an engine nobody uses costs memory. */
async function createIndex(): Promise<SearchIndex> {
  const { default: env } = await import('#start/env')
  const url = env.get('MEILISEARCH_URL')
  if ((env.get('SEARCH_DRIVER') ?? (url ? 'meilisearch' : 'postgres')) === 'postgres') {
    const { PostgresIndex } = await import('#search/drivers/postgres/postgres_index')
    return new PostgresIndex()
  }
  const { MeilisearchIndex } = await import('#search/drivers/meilisearch/meilisearch_index')
  return new MeilisearchIndex({ url: url ?? 'http://127.0.0.1:7700', apiKey: env.get('MEILISEARCH_KEY')?.release() })
}
