import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { Metrics, type Metric } from '#core/metrics/metrics'
import { sqlRun } from '#core/database/sql'
import { Breaker } from '#runtime/hooks/breaker'
import type { LogLine } from '#runtime/host/call_types'
import type { Installation } from '#runtime/installations/installation'

/** `invalid_output` beside the outcomes of the host: it ran, but answered what the hook does not understand. */
export interface Run {
  installation: Installation
  hook: string
  outcome: string
  fuel: number
  durationMs: number
  error: string | null
  logs: LogLine[]
}

const CALLS: Metric = { name: 'rialto_plugin_calls_total', help: 'Calls to plugins by hook and outcome' }
const SECONDS: Metric = { name: 'rialto_plugin_call_seconds', help: 'How long calls to plugins took, waiting included' }

const FLUSH_MS = 1_000
const BATCH = 500
const MAX_WAITING = 10_000
const ERROR_LENGTH = 1_000

/** Keeps a record of every run without making the caller wait: rows are written in batches. The breaker hears of each. */
@inject()
export class RunRecorder {
  #waiting: Record<string, unknown>[] = []
  #timer: NodeJS.Timeout | null = null
  #flushing: Promise<void> = Promise.resolve()

  constructor(
    private readonly metrics: Metrics,
    private readonly breaker: Breaker
  ) {}

  record(run: Run): void {
    this.metrics.count(CALLS, { hook: run.hook, outcome: run.outcome })
    this.metrics.observe(SECONDS, run.durationMs / 1_000, { hook: run.hook })
    // Nobody waits for the switch to be thrown.
    void this.breaker.note(run)
    if (this.#waiting.length >= MAX_WAITING) return
    this.#waiting.push(toRow(run))
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS).unref()
  }

  /** Writes all that waits; what the database refuses is tried again with the next batch. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#flushing = this.#flushing.then(() => this.#write())
    return this.#flushing
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH)
      try {
        await insertRuns(batch)
      } catch (error) {
        this.#waiting.unshift(...batch)
        logger.warn({ err: error, waiting: this.#waiting.length }, 'plugin runs could not be written; they will be tried again')
        return
      }
    }
  }
}

const toRow = ({ installation, hook, outcome, fuel, durationMs, error, logs }: Run) => ({
  id: newId(),
  at: Clock.now().toISO(),
  installation_id: installation.id,
  tenant_id: installation.tenantId,
  plugin_name: installation.pluginName,
  hook,
  digest: installation.digest,
  outcome,
  fuel: Math.round(fuel),
  duration_us: Math.round(durationMs * 1_000),
  error: error === null ? null : storable(error).slice(0, ERROR_LENGTH),
  logs: logs.length > 0 ? logs.map((line) => ({ ...line, text: storable(line.text) })) : null,
})

/** PostgreSQL takes no NUL in text, and half a surrogate pair is no text. */
const storable = (text: string): string => text.replaceAll('\0', '␀').toWellFormed()

async function insertRuns(rows: Record<string, unknown>[]): Promise<void> {
  await sqlRun(
    db,
    `insert into plugin_runs (id, at, installation_id, tenant_id, plugin_name, hook, digest, outcome, fuel, duration_us, error, logs)
     select id, at, installation_id, tenant_id, plugin_name, hook, digest, outcome, fuel, duration_us, error, logs
       from jsonb_to_recordset(?::jsonb) as run(id uuid, at timestamptz, installation_id uuid, tenant_id uuid, plugin_name text,
            hook text, digest text, outcome text, fuel bigint, duration_us bigint, error text, logs jsonb)`,
    [JSON.stringify(rows)]
  )
}
