/** What one run asked of one host function. */
export interface FunctionUsage {
  calls: number
  /** Of these, how many were refused. */
  refused: number
  /** Time the platform took to answer, milliseconds in all. */
  ms: number
  bytes_in: number
  bytes_out: number
}

/** By name of the function; kept with the run. */
export type HostCallSummary = Record<string, FunctionUsage>

interface Asked {
  name: string
  isRefused: boolean
  /** Milliseconds from asking to answer, waiting for a turn included. */
  ms: number
  bytesIn: number
  bytesOut: number
}

/** Counts what one run asks the platform for. */
export class HostCallUsage {
  readonly #functions = new Map<string, FunctionUsage>()

  /** Counts a request before it is answered: several may be under way. */
  begin(name: string): void {
    const usage = this.#functions.get(name) ?? { calls: 0, refused: 0, ms: 0, bytes_in: 0, bytes_out: 0 }
    usage.calls += 1
    this.#functions.set(name, usage)
  }

  end({ name, isRefused, ms, bytesIn, bytesOut }: Asked): void {
    const usage = this.#functions.get(name)!
    usage.refused += isRefused ? 1 : 0
    usage.ms += ms
    usage.bytes_in += bytesIn
    usage.bytes_out += bytesOut
  }

  /** How often a function was asked so far, requests under way included. */
  callsOf(name: string): number {
    return this.#functions.get(name)?.calls ?? 0
  }

  /** Null when the run asked for nothing. */
  summary(): HostCallSummary | null {
    if (this.#functions.size === 0) return null
    return Object.fromEntries([...this.#functions].map(([name, usage]) => [name, { ...usage, ms: Math.round(usage.ms * 1_000) / 1_000 }]))
  }
}
