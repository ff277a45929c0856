import { usedOf, verdictOf, windowAt, type Verdict } from '#core/limits/verdict'

/** Keys counted one by one; those beyond share places, so that a flood of addresses takes no more memory than this. */
const MOST_KEYS = 100_000
const SHARED_PLACES = 8_192

/** Counts in this process: two maps, one for the window that runs and one for the window before it. */
export class MemoryWindow {
  #number = 0
  #current = new Map<string, number>()
  #previous = new Map<string, number>()
  /** Nobody outside can aim at somebody else's place. */
  readonly #salt = Math.floor(Math.random() * 0x7f_ff_ff_ff)

  constructor(
    private readonly windowMs: number,
    private readonly mostKeys = MOST_KEYS
  ) {}

  /** Counts one request of `key`, unless that is more than `limit` in any window's length. */
  take(key: string, limit: number, now = Date.now()): Verdict {
    const moment = windowAt(now, this.windowMs)
    this.#turnTo(moment.number)
    const place = this.#placeOf(key)
    const buckets = { current: this.#current.get(place) ?? 0, previous: this.#previous.get(place) ?? 0 }
    const isAllowed = usedOf(buckets, moment) + 1 <= limit
    if (isAllowed) this.#current.set(place, ++buckets.current)
    return verdictOf(buckets, moment, { limit, isAllowed })
  }

  forget(keys: string[]) {
    for (const key of keys) for (const bucket of [this.#current, this.#previous]) bucket.delete(key)
  }

  get size(): number {
    return this.#current.size + this.#previous.size
  }

  clear() {
    this.#current.clear()
    this.#previous.clear()
  }

  #turnTo(number: number) {
    if (number <= this.#number) return
    this.#previous = number === this.#number + 1 ? this.#current : new Map()
    this.#current = new Map()
    this.#number = number
  }

  #placeOf(key: string): string {
    if (this.#current.size < this.mostKeys || this.#current.has(key)) return key
    return `shared:${hashOf(key, this.#salt) % SHARED_PLACES}`
  }
}

/** FNV-1a: spread, not secrecy. */
function hashOf(text: string, salt: number): number {
  let hash = 0x81_1c_9d_c5 ^ salt
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01_00_01_93)
  return hash >>> 0
}
