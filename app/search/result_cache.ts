import type { LiveBus } from '#core/live/live_bus'
import type { SearchQuery, SearchResult } from '#search/search_index'

const CHANNEL = 'search.changed'
const MAX_AGE_MS = 5_000
const MAX_ENTRIES = 500

type Entry = { at: number; result: Promise<SearchResult> }

/**
 * What the engine answered a moment ago: ids, counts and marks, never prices or stock. Thrown away in every process
 * as soon as a document changed; its age is bounded besides, since a nudge can be lost. Equal questions asked
 * at the same time are asked once.
 */
export class ResultCache {
  #entries = new Map<string, Entry>()

  constructor(private readonly bus: LiveBus) {
    void bus.subscribe(CHANNEL, () => this.#entries.clear()).catch(() => {})
    bus.onReconnect(() => this.#entries.clear())
  }

  get(query: SearchQuery, search: (query: SearchQuery) => Promise<SearchResult>): Promise<SearchResult> {
    const key = JSON.stringify(query)
    const known = this.#entries.get(key)
    if (known && Date.now() - known.at < MAX_AGE_MS) return known.result
    const entry = { at: Date.now(), result: search(query) }
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    if (this.#entries.size > MAX_ENTRIES) this.#entries.delete(this.#entries.keys().next().value!)
    entry.result.catch(() => this.#forget(key, entry))
    return entry.result
  }

  /** Told by whoever changed the index. */
  async changed() {
    this.#entries.clear()
    await this.bus.publish(CHANNEL).catch(() => {})
  }

  #forget(key: string, entry: Entry) {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
  }
}
