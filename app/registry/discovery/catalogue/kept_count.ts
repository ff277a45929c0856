import { sqlRows } from '#core/database/sql'
import db from '@adonisjs/lucid/services/db'

/** What took no longer is counted anew with every change of the registry. */
const QUICK_MS = 40
/** What took longer is counted at most so often, and nobody waits for it. */
const EVERY_MS = 10_000
/** So old it is not answered any more. */
const STALE_MS = 600_000
const KEPT_MS = 60_000

type Kept<Value> = { value: Value; serial: string; at: number; tookMs: number }

/**
 * Something counted over the whole registry, kept in this process. In a small one it is always that of the last change; in a
 * large and busy one it is some seconds old, as every request would otherwise count a quarter of a million rows.
 */
export class KeptCount<Value> {
  #kept: Kept<Value> | null = null
  #counting: Promise<Value> | null = null

  constructor(private readonly count: () => Promise<Value>) {}

  async get(): Promise<Value> {
    const [{ serial }] = await sqlRows<{ serial: string }>(db, 'select last_value::text as serial from registry_serial')
    const kept = this.#kept
    const age = kept ? performance.now() - kept.at : Infinity
    if (kept && kept.serial === serial && age < KEPT_MS) return kept.value
    if (!kept || kept.tookMs <= QUICK_MS || age > STALE_MS) return this.#refresh(serial)
    if (age > EVERY_MS) void this.#refresh(serial).catch(() => {})
    return kept.value
  }

  /** Of several at once one counts. */
  #refresh(serial: string): Promise<Value> {
    this.#counting ??= this.#countNow(serial).finally(() => (this.#counting = null))
    return this.#counting
  }

  async #countNow(serial: string): Promise<Value> {
    const at = performance.now()
    const value = await this.count()
    this.#kept = { value, serial, at, tookMs: performance.now() - at }
    return value
  }
}
