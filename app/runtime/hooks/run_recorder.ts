import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Later } from '#core/later'
import { Metrics, type Metric } from '#core/metrics/metrics'
import { Settings } from '#core/settings/settings'
import { TellQuota } from '#tenancy/quotas/tell_quota'
import { Breaker } from '#runtime/hooks/breaker'
import { PlanQuotas } from '#runtime/quotas/plan_quotas'
import { samplePercent } from '#runtime/settings'
import { isFailure, type Run } from '#runtime/runs/run'
import { BlankSecrets, dropTexts } from '#runtime/runs/blank_secrets'
import { runRow, type RunRow } from '#runtime/runs/run_row'
import { writeRuns } from '#runtime/runs/write_runs'

const CALLS: Metric = { name: 'rialto_plugin_calls_total', help: 'Calls to plugins by hook and outcome' }
const SECONDS: Metric = { name: 'rialto_plugin_call_seconds', help: 'How long calls to plugins took, waiting included' }

const FLUSH_MS = 1_000
const BATCH = 500
const MAX_WAITING = 10_000
/** Failures come in storms: so many samples between two writes are enough to see why. */
const MAX_SAMPLES = 50
const REFUSALS_EVERY_MS = 60_000

/** Keeps a record of every run without making the caller wait: rows are written in batches. Breaker and quotas hear of each. */
@inject()
export class RunRecorder {
  #waiting: RunRow[] = []
  #samples = 0
  #percent = samplePercent.default
  readonly #writing = new Later(FLUSH_MS, () => this.#write())
  readonly #refusedAt = new Map<string, number>()

  constructor(
    private readonly metrics: Metrics,
    private readonly breaker: Breaker,
    private readonly quotas: PlanQuotas,
    private readonly settings: Settings,
    private readonly secrets: BlankSecrets,
    private readonly tellQuota: TellQuota
  ) {
    void this.#readPercent()
  }

  record(run: Run): void {
    this.metrics.count(CALLS, { hook: run.hook, outcome: run.outcome })
    if (run.outcome === 'quota_exceeded') {
      if (this.#wasRefusedLately(run.installation.id)) return
    } else {
      this.metrics.observe(SECONDS, run.durationMs / 1_000, { hook: run.hook })
      this.quotas.note(run.installation.tenantId, run.fuel)
      // Nobody waits for the switch to be thrown.
      void this.breaker.note(run)
    }
    if (this.#waiting.length >= MAX_WAITING) return
    this.#waiting.push(runRow(run, this.#takesSample(run.outcome)))
    this.#writing.soon()
  }

  /** Writes all that waits; what the database refuses is tried again with the next batch. */
  flush(): Promise<void> {
    return this.#writing.now()
  }

  async #write(): Promise<void> {
    this.#samples = 0
    await this.#readPercent()
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH)
      try {
        await this.secrets.handle(batch).catch((error: unknown) => dropTexts(batch, error))
        const failing = await writeRuns(batch)
        await this.breaker.noteShared(failing, batch)
        await this.#tellQuotas(batch)
      } catch (error) {
        this.#waiting.unshift(...batch)
        logger.warn({ err: error, waiting: this.#waiting.length }, 'plugin runs could not be written; they will be tried again')
        return
      }
    }
  }

  async #tellQuotas(batch: RunRow[]): Promise<void> {
    const tenantIds = new Set(batch.flatMap(({ tenant_id: tenantId }) => tenantId ?? []))
    const near = [...tenantIds].flatMap((tenantId) => this.quotas.near(tenantId).map((quota) => ({ tenantId, ...quota })))
    if (near.length === 0) return
    const telling = db.transaction(async (trx) => {
      for (const told of near) await this.tellQuota.handle(trx, told)
    })
    await telling.catch((error: unknown) => logger.warn({ err: error }, 'a used-up quota could not be told'))
  }

  #takesSample(outcome: string): boolean {
    const isWanted = isFailure(outcome) ? this.#samples < MAX_SAMPLES : outcome === 'ok' && Math.random() * 100 < this.#percent
    if (isWanted) this.#samples += 1
    return isWanted
  }

  /** Refused calls cost nothing, so that their record must cost little: one a minute for each installation. */
  #wasRefusedLately(id: string): boolean {
    const now = performance.now()
    if (now - (this.#refusedAt.get(id) ?? -REFUSALS_EVERY_MS) < REFUSALS_EVERY_MS) return true
    this.#refusedAt.set(id, now)
    return false
  }

  async #readPercent(): Promise<void> {
    this.#percent = await this.settings.get(samplePercent).catch(() => this.#percent)
  }
}
