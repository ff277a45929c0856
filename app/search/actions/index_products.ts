import { inject } from '@adonisjs/core'
import { ResultCache } from '#search/result_cache'
import { stampOf } from '#search/stamp'
import { SearchIndex, type SearchDocument } from '#search/search_index'
import { documentsOf } from '#search/queries/search_documents'

const ATTEMPTS = 5

/**
 * Brings the index to what the catalogue says of these products now.
 * Two workers may hold the same product, one with an older reading: whoever wrote looks again afterwards and
 * writes once more when the catalogue has moved on, so the last write is never an old one. No lock is needed.
 */
@inject()
export class IndexProducts {
  constructor(
    private readonly index: SearchIndex,
    private readonly cache: ResultCache
  ) {}

  async handle({ productIds }: { productIds: string[] }): Promise<void> {
    const ids = [...new Set(productIds)].sort()
    if (!ids.length) return
    let documents = await documentsOf(ids)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await this.#write(ids, documents)
      const now = await documentsOf(ids)
      if (digest(now) === digest(documents)) return this.cache.changed()
      documents = now
    }
    throw new Error('The products keep changing while they are indexed')
  }

  async #write(ids: string[], documents: SearchDocument[]) {
    const found = new Set(documents.map(({ id }) => id))
    await this.index.upsert(documents)
    await this.index.remove(ids.filter((id) => !found.has(id)))
  }
}

const digest = (documents: SearchDocument[]) => documents.map(stampOf).sort().join()
