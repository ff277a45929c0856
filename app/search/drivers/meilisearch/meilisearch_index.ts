import { Meilisearch, MeilisearchApiError, MeilisearchRequestError, type EnqueuedTaskPromise, type SearchResponse } from 'meilisearch'
import logger from '@adonisjs/core/services/logger'
import { highlightParts } from '#search/highlight'
import { SearchUnavailable } from '#search/exceptions/unavailable'
import { INDEX_SETTINGS } from '#search/drivers/meilisearch/index_settings'
import { searchParams, searchWords } from '#search/drivers/meilisearch/search_request'
import { toStored, type StoredDocument } from '#search/drivers/meilisearch/stored_document'
import {
  SearchIndex,
  type FacetValue,
  type IndexedStamp,
  type SearchDocument,
  type SearchQuery,
  type SearchResult,
} from '#search/search_index'

export type MeilisearchConfig = { url: string; apiKey?: string; indexUid?: string; timeoutMs?: number }

const TASK_TIMEOUT_MS = 60_000
const STAMP_BATCH = 1_000

/** A Meilisearch server. Its writes are tasks: they are waited for, so that a failed one fails the job that sent it. */
export class MeilisearchIndex extends SearchIndex {
  readonly driver = 'meilisearch'
  readonly #client: Meilisearch
  readonly #uid: string
  #prepared: Promise<void> | null = null
  #isDown = false

  constructor({ url, apiKey, indexUid = 'rialto_products', timeoutMs = 5_000 }: MeilisearchConfig) {
    super()
    this.#client = new Meilisearch({
      host: url,
      apiKey,
      timeout: timeoutMs,
      defaultWaitOptions: { timeout: TASK_TIMEOUT_MS, interval: 25 },
    })
    this.#uid = indexUid
  }

  async prepare() {
    await this.#reaching(() => this.#createIndex(this.#uid))
  }

  async upsert(documents: SearchDocument[]) {
    if (!documents.length) return
    await this.#ensurePrepared()
    await this.#reaching(() => done(this.#index().addDocuments(documents.map(toStored), { primaryKey: 'id' })))
  }

  async remove(ids: string[]) {
    if (!ids.length) return
    await this.#reaching(() => done(this.#index().deleteDocuments(ids)))
  }

  async search(query: SearchQuery): Promise<SearchResult> {
    return toResult(await this.#reaching(() => this.#index().search(searchWords(query), searchParams(query))))
  }

  /** Fills an index of its own and swaps it in: until then searches see the old one, whole. */
  async rebuild(batches: AsyncIterable<SearchDocument[]>) {
    const fresh = `${this.#uid}_rebuild`
    return this.#reaching(async () => {
      await this.#createIndex(this.#uid)
      await this.#dropIndex(fresh)
      await this.#createIndex(fresh)
      let count = 0
      for await (const documents of batches) {
        await done(this.#client.index<StoredDocument>(fresh).addDocuments(documents.map(toStored), { primaryKey: 'id' }))
        count += documents.length
      }
      await done(this.#client.swapIndexes([{ indexes: [this.#uid, fresh], rename: false }]))
      await this.#dropIndex(fresh)
      return count
    })
  }

  async maintain() {}

  async *stamps(): AsyncGenerator<IndexedStamp[]> {
    for (let offset = 0; ; offset += STAMP_BATCH) {
      const { results } = await this.#reaching(() => this.#index().getDocuments({ fields: ['id', 'stamp'], limit: STAMP_BATCH, offset }))
      if (!results.length) return
      yield results
    }
  }

  async ping() {
    await this.#reaching(() => this.#client.health())
  }

  /** Removes the index and what a broken rebuild left; for tests and for leaving the engine. */
  async drop() {
    await this.#reaching(async () => {
      await this.#dropIndex(this.#uid)
      await this.#dropIndex(`${this.#uid}_rebuild`)
    })
  }

  /** The server would create an index by its first document, without our settings. */
  #ensurePrepared() {
    this.#prepared ??= this.prepare().catch((error: unknown) => {
      this.#prepared = null
      throw error
    })
    return this.#prepared
  }

  /** What says that the engine cannot serve becomes `SearchUnavailable`, logged once per outage; a mistake of ours stays what it is. */
  async #reaching<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work()
      this.#isDown = false
      return result
    } catch (error) {
      if (!isEngineTrouble(error)) throw error
      if (!this.#isDown) logger.warn({ reason: (error as Error).message }, 'the search engine does not answer')
      this.#isDown = true
      throw new SearchUnavailable(SearchUnavailable.message, { cause: error })
    }
  }

  #index() {
    return this.#client.index<StoredDocument>(this.#uid)
  }

  async #createIndex(uid: string) {
    await done(this.#client.createIndex(uid, { primaryKey: 'id' }), 'index_already_exists')
    await done(this.#client.index(uid).updateSettings(INDEX_SETTINGS))
  }

  async #dropIndex(uid: string) {
    await done(this.#client.deleteIndex(uid), 'index_not_found')
  }
}

/** Waits for a task. Throws when it failed, except with `tolerated`. */
async function done(task: EnqueuedTaskPromise, tolerated?: string) {
  const { error } = await task.waitTask().catch((refusal: unknown) => {
    if (tolerated && refusal instanceof MeilisearchApiError && refusal.cause?.code === tolerated) return { error: null }
    throw refusal
  })
  if (error && error.code !== tolerated) throw new Error(`Meilisearch refused the task: ${error.message}`)
}

const isEngineTrouble = (error: unknown) =>
  error instanceof MeilisearchRequestError ||
  (error instanceof MeilisearchApiError &&
    (error.response.status >= 500 || error.cause?.code === 'index_not_found' || error.cause?.type === 'auth'))

function toResult({
  hits,
  estimatedTotalHits,
  facetDistribution,
  facetStats,
}: SearchResponse<StoredDocument, ReturnType<typeof searchParams>>): SearchResult {
  const price = facetStats?.price_minor
  return {
    hits: hits.map((hit) => ({ id: hit.id, title: highlightParts(String(hit._formatted?.title ?? hit.title)) })),
    total: estimatedTotalHits,
    isTotalCapped: false,
    facets: {
      brand: facetValues(facetDistribution?.brand),
      category: facetValues(facetDistribution?.category_id),
      price: price ? { min: price.min, max: price.max } : null,
    },
    correctedTo: null,
  }
}

const facetValues = (distribution: Record<string, number> = {}): FacetValue[] =>
  Object.entries(distribution)
    .filter(([value]) => value !== '')
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
