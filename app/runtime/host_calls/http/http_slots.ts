import { HostCallRefused } from '#runtime/host/call_types'

/** How many requests of each installation are under way in this process. */
export class HttpSlots {
  readonly #busy = new Map<string, number>()

  /** Throws `HostCallRefused` (`rate_limited`) when all are taken. */
  async hold<Result>(installationId: string, limit: number, work: () => Promise<Result>): Promise<Result> {
    const busy = this.#busy.get(installationId) ?? 0
    if (busy >= limit) throw new HostCallRefused('rate_limited', `Limit: at most ${limit} HTTP requests of this plugin at once.`)
    this.#busy.set(installationId, busy + 1)
    try {
      return await work()
    } finally {
      const left = this.#busy.get(installationId)! - 1
      if (left === 0) this.#busy.delete(installationId)
      else this.#busy.set(installationId, left)
    }
  }
}
