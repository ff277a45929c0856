import { type CallOutcome } from './call_types.ts'

/** What the process of the plugin host tells of itself. */
export interface HostStats {
  threads: number
  /** Threads whose code runs at this moment. */
  busyThreads: number
  /** Calls that wait for a thread, and for how many there is room. */
  queued: number
  queueLimit: number
  /** Calls that wait for an answer of the platform. */
  suspended: number
  modules: number
  moduleLimit: number
  cacheHits: number
  cacheMisses: number
  evictions: number
  compiles: number
  compileMs: number
  slowestCompileMs: number
  /** Resident memory of the process. */
  residentBytes: number
}

/** What the application counts of its calls. */
export interface HostMetrics {
  isRunning: boolean
  pending: number
  pendingLimit: number
  starts: number
  threadsKilled: number
  killedFor: Record<string, number>
  outcomes: Record<string, number>
  fuelUsed: number
  /** Calls sent once more because the process died under them. */
  repeated: number
  /** Answers that came when nobody waited any more. */
  late: number
  prewarmed: number
}

/** Counts for as long as the application runs: a new process of the host goes on where the last one ended. */
export class HostCounters {
  readonly outcomes: Record<string, number> = {}
  readonly killedFor: Record<string, number> = {}
  fuelUsed = 0
  repeated = 0
  late = 0
  prewarmed = 0

  get threadsKilled(): number {
    return Object.values(this.killedFor).reduce((sum, count) => sum + count, 0)
  }

  ended({ outcome, fuelUsed }: Pick<CallOutcome, 'outcome' | 'fuelUsed'>): void {
    this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1
    this.fuelUsed += fuelUsed
  }

  threadKilled(reason: string): void {
    this.killedFor[reason] = (this.killedFor[reason] ?? 0) + 1
  }
}
