import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { Clock } from '#core/clock'
import { Later } from '#core/later'
import type { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { levelOf, type TellQuota } from '#tenancy/quotas/tell_quota'
import { apiCallQuota } from '#tenancy/quotas/quotas'
import type { TenantPlan } from '#tenancy/models/tenant'

const FLUSH_MS = 5_000
const MOST_TENANTS = 20_000

type Count = { day: string; written: number; waiting: number; most: number }
type Written = { tenant_id: string; plan: TenantPlan; calls: number }

/**
 * Counts the API calls of companies without a query per request: in memory, all of a process's companies written with one
 * statement every few seconds, which answers what the other processes counted. At the end of a day's quota some calls
 * more than allowed may pass.
 */
export class ApiCalls {
  readonly #counts = new Map<string, Count>()
  readonly #writing = new Later(FLUSH_MS, () => this.#tryToWrite())

  constructor(
    private readonly settings: Settings,
    private readonly tell: TellQuota
  ) {}

  /** Counts a call. False when the day's calls are used up; such a call does not count. */
  take(tenantId: string): boolean {
    const count = this.#countOf(tenantId)
    if (count.written + count.waiting >= count.most) return false
    count.waiting += 1
    this.#writing.soon()
    return true
  }

  /** Writes what waits; what the database refuses is tried again with the next. */
  flush(): Promise<void> {
    return this.#writing.now()
  }

  /** What is waiting at the end of a process is written. */
  close(): Promise<void> {
    return this.flush()
  }

  /** For a changed plan or setting to be felt at once. */
  forget(): void {
    this.#counts.clear()
  }

  /** For a changed plan to be felt at the next writing, here; elsewhere within the same seconds. */
  async forgetTenant(tenantId: string): Promise<void> {
    await this.flush()
    this.#counts.delete(tenantId)
  }

  #countOf(tenantId: string): Count {
    const day = Clock.now().toUTC().toISODate()!
    const known = this.#counts.get(tenantId)
    if (known?.day === day) return known
    if (this.#counts.size >= MOST_TENANTS) this.#counts.clear()
    // Until the first writing answers how many there were, nobody is refused.
    const count = { day, written: 0, waiting: 0, most: Infinity }
    this.#counts.set(tenantId, count)
    return count
  }

  #tryToWrite(): Promise<void> {
    return this.#write().catch((error: unknown) =>
      logger.warn({ err: error }, 'API calls could not be counted; they will be written later')
    )
  }

  async #write(): Promise<void> {
    const batch = [...this.#counts].filter(([, { waiting }]) => waiting > 0).toSorted(([left], [right]) => (left < right ? -1 : 1))
    if (!batch.length) return
    const taken = batch.map(([tenantId, count]) => ({ tenantId, count, day: count.day, calls: count.waiting }))
    const rows = await sqlRows<Written>(
      db,
      `with written as (
         insert into tenant_api_calls (tenant_id, day, calls)
           select c.tenant_id, c.day, c.calls from unnest(?::uuid[], ?::date[], ?::bigint[]) as c (tenant_id, day, calls)
             join tenants t on t.id = c.tenant_id order by c.tenant_id
           on conflict (tenant_id, day) do update set calls = tenant_api_calls.calls + excluded.calls
         returning tenant_id, calls)
       select w.tenant_id, w.calls, t.plan from written w join tenants t on t.id = w.tenant_id`,
      [taken.map(({ tenantId }) => tenantId), taken.map(({ day }) => day), taken.map(({ calls }) => calls)]
    )
    for (const { count, calls } of taken) count.waiting -= calls
    for (const row of rows) await this.#learn(row)
  }

  async #learn({ tenant_id: tenantId, plan, calls }: Written): Promise<void> {
    const most = await this.settings.get(apiCallQuota.settings[plan])
    const count = this.#counts.get(tenantId)
    if (count) Object.assign(count, { written: calls, most })
    if (!levelOf(calls, most)) return
    await db.transaction((trx) => this.tell.handle(trx, { tenantId, quota: apiCallQuota, plan, used: calls, most }))
  }
}
