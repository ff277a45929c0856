import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { fuelQuota, installationQuota, runQuota } from '#runtime/quotas/quotas'
import { readUsedToday } from '#runtime/quotas/used_today'
import { levelOf } from '#tenancy/quotas/tell_quota'
import type { Quota } from '#tenancy/quotas/define_quota'
import type { TenantPlan } from '#tenancy/models/tenant'

/** How far several processes may run ahead of each other's counts. */
const READ_EVERY_MS = 5_000
const MOST_TENANTS = 10_000

/** A quota that is nearly or wholly used up. */
export type NearQuota = { quota: Quota; plan: TenantPlan; used: number; most: number }

interface Count {
  plan: TenantPlan
  day: string
  readAt: number
  runs: number
  fuel: number
  mostRuns: number
  mostFuel: number
  isReading: boolean
}

/**
 * What a tenant's plugins may use in a day, by its plan. Counted in memory and read anew every few seconds, so that no
 * call waits for the database: at the end of a day's quota a few calls more than allowed may pass.
 */
@inject()
export class PlanQuotas {
  readonly #counts = new Map<string, Count>()

  constructor(private readonly settings: Settings) {}

  /** Why a tenant's plugin may not be called now; null when it may. The platform's own plugins always may. */
  async refusal(tenantId: string | null): Promise<string | null> {
    if (tenantId === null) return null
    const count = await this.#countOf(tenantId)
    if (count.runs >= count.mostRuns) {
      return `The plan allows ${count.mostRuns} calls of plugins a day; they are used up until midnight UTC.`
    }
    if (count.fuel >= count.mostFuel) return `The plan allows ${count.mostFuel} fuel a day; it is used up until midnight UTC.`
    return null
  }

  note(tenantId: string | null, fuel: number): void {
    const count = tenantId === null ? undefined : this.#counts.get(tenantId)
    if (!count) return
    count.runs += 1
    count.fuel += fuel
  }

  /** Of which quotas a tenant should hear, as far as this process knows. Costs no query. */
  near(tenantId: string): NearQuota[] {
    const count = this.#counts.get(tenantId)
    if (count?.day !== today()) return []
    const { plan, runs, fuel, mostRuns, mostFuel } = count
    const all = [
      { quota: runQuota, plan, used: runs, most: mostRuns },
      { quota: fuelQuota, plan, used: fuel, most: mostFuel },
    ]
    return all.filter(({ used, most }) => levelOf(used, most))
  }

  /** For a changed plan or setting to be felt at once. */
  forget(): void {
    this.#counts.clear()
  }

  async #countOf(tenantId: string): Promise<Count> {
    const known = this.#counts.get(tenantId)
    const day = today()
    if (!known || known.day !== day) return this.#read(tenantId, day)
    if (performance.now() - known.readAt > READ_EVERY_MS && !known.isReading) {
      known.isReading = true
      // The old count serves until the new one is there, also when the database is away.
      void this.#read(tenantId, day).catch(() => (known.isReading = false))
    }
    return known
  }

  async #read(tenantId: string, day: string): Promise<Count> {
    const { plan, runs, fuel } = await readUsedToday(db, tenantId)
    const { runs: mostRuns, fuel: mostFuel } = await this.limitsOf(plan)
    const count = { plan, day, readAt: performance.now(), runs, fuel, mostRuns, mostFuel, isReading: false }
    if (this.#counts.size >= MOST_TENANTS) this.#counts.clear()
    this.#counts.set(tenantId, count)
    return count
  }

  /** What a plan includes. */
  async limitsOf(plan: TenantPlan): Promise<{ installations: number; runs: number; fuel: number }> {
    const quotas = [installationQuota, runQuota, fuelQuota]
    const [most, runs, fuel] = await Promise.all(quotas.map(({ settings }) => this.settings.get(settings[plan])))
    return { installations: most!, runs: runs!, fuel: fuel! }
  }
}

const today = (): string => Clock.now().toUTC().toISODate()!
