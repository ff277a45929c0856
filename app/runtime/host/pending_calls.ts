import { OwnerCounts } from './owner_counts.ts'
import { type CallOutcome } from './call_types.ts'
import type { PluginCall } from './plugin_host.ts'

export interface PendingCall {
  call: PluginCall
  startedAt: number
  timer: NodeJS.Timeout
  sends: number
  resolve: (outcome: CallOutcome) => void
}

export const MAX_PENDING = 512
/** Of these. More than one owner's share of threads and queue together: answers are still on their way. */
const OWNER_PENDING = 128

/** Calls of this process that wait for their outcome, by their id. */
export class PendingCalls {
  readonly #calls = new Map<number, PendingCall>()
  readonly #owners = new OwnerCounts()

  get size(): number {
    return this.#calls.size
  }

  /** Why there is no room for one more; null when there is. */
  refusalOf({ owner }: PluginCall): string | null {
    if (this.size >= MAX_PENDING) return `More than ${MAX_PENDING} calls are under way.`
    if (this.#owners.of(owner) < OWNER_PENDING) return null
    return `More than ${OWNER_PENDING} calls of the plugins of one owner are under way.`
  }

  add(id: number, pending: PendingCall): void {
    this.#calls.set(id, pending)
    this.#owners.add(pending.call.owner)
  }

  get(id: number): PendingCall | undefined {
    return this.#calls.get(id)
  }

  /** Takes the call out; undefined when nobody waits for it any more. */
  take(id: number): PendingCall | undefined {
    const pending = this.#calls.get(id)
    if (!pending) return undefined
    this.#calls.delete(id)
    this.#owners.remove(pending.call.owner)
    return pending
  }

  /** As they are now: ending one of them while walking is harmless. */
  entries(): [number, PendingCall][] {
    return [...this.#calls]
  }
}
