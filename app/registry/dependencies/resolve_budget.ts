import { ResolveLimitReached, type ResolveLimit, type ResolveLimits } from '#registry/dependencies/resolve_limits'

/** Counts what one resolution costs, and stops it by throwing `ResolveLimitReached`. */
export class ResolveBudget {
  readonly #spent: Record<ResolveLimit, number> = { plugins: 0, versions: 0, dependencies: 0, depth: 0, steps: 0, milliseconds: 0 }
  readonly #startedAt = performance.now()

  constructor(private readonly limits: ResolveLimits) {}

  spend(limit: ResolveLimit, amount = 1) {
    this.#spent[limit] += amount
    if (this.#spent[limit] > this.limits[limit]) throw new ResolveLimitReached(limit, this.limits[limit])
  }

  /** What may still be spent. */
  left(limit: ResolveLimit): number {
    return this.limits[limit] - this.#spent[limit]
  }

  /** Now and then: reading the clock costs more than a step. */
  checkClock() {
    if (performance.now() - this.#startedAt > this.limits.milliseconds) {
      throw new ResolveLimitReached('milliseconds', this.limits.milliseconds)
    }
  }
}
