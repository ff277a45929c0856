import { type RunnableModule } from './engine.ts'
import { OwnerCounts } from './owner_counts.ts'
import { type CallMessage } from './protocol.ts'

export interface Queued {
  call: CallMessage
  module: RunnableModule
}

export const MAX_QUEUE = 256
/** Of all places in the threads: whoever waits for slow answers leaves room for the others. */
const OWNER_PLACES = 8
/** Of all places in the queue. */
const OWNER_QUEUE = 64

/** Calls that wait for a thread. Whose plugins have the least under way is next, so that nobody waits behind another's storm. */
export class CallQueue {
  readonly #waiting: Queued[] = []
  readonly #underWay = new OwnerCounts()

  get length(): number {
    return this.#waiting.length
  }

  /** Why there is no room for one more; null when it was taken. */
  add(queued: Queued): string | null {
    if (this.length >= MAX_QUEUE) return `More than ${MAX_QUEUE} calls wait for plugins.`
    const { owner } = queued.call
    if (owner !== undefined && this.#waiting.filter(({ call }) => call.owner === owner).length >= OWNER_QUEUE) {
      return `More than ${OWNER_QUEUE} calls wait for the plugins of one owner.`
    }
    this.#waiting.push(queued)
    return null
  }

  /** It had begun, and begins again before all others. */
  putBack(queued: Queued): void {
    this.end(queued.call)
    this.#waiting.unshift(queued)
  }

  remove(id: number): void {
    const at = this.#waiting.findIndex(({ call }) => call.id === id)
    if (at >= 0) this.#waiting.splice(at, 1)
  }

  /** The next call that may begin; it counts as under way until `end`. */
  take(fits: (call: CallMessage) => boolean): Queued | undefined {
    let best = -1
    let fewest = OWNER_PLACES
    for (const [at, { call }] of this.#waiting.entries()) {
      const underWay = this.#underWay.of(call.owner)
      if (underWay >= fewest || !fits(call)) continue
      best = at
      fewest = underWay
      if (fewest === 0) break
    }
    if (best < 0) return undefined
    const [queued] = this.#waiting.splice(best, 1)
    this.#underWay.add(queued!.call.owner)
    return queued
  }

  /** A call that was taken is over. */
  end({ owner }: CallMessage): void {
    this.#underWay.remove(owner)
  }
}
