/** What one resolution may cost. A refusal names the limit. */
export const RESOLVE_LIMITS = {
  /** Plugins that come into question. */
  plugins: 500,
  /** Versions of them, and what these need. */
  versions: 20_000,
  dependencies: 100_000,
  /** How long a chain of needs may be. */
  depth: 64,
  /** Looks at a rule while searching. */
  steps: 2_000_000,
  milliseconds: 2_000,
} as const

export type ResolveLimit = keyof typeof RESOLVE_LIMITS
export type ResolveLimits = Record<ResolveLimit, number>

/** The search would take longer than allowed, or look at more. */
export class ResolveLimitReached extends Error {
  constructor(
    readonly limit: ResolveLimit,
    readonly allowed: number
  ) {
    super(`Resolving stopped at the limit ${limit} = ${allowed}`)
  }
}
