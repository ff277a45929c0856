import { integerSetting, type SettingDefinition } from '#core/settings/define_setting'
import { TENANT_PLANS, type TenantPlan } from '#tenancy/models/tenant'
import type { SqlClient } from '#core/database/sql'

type PlanNumbers = Record<TenantPlan, number>

export type Quota = {
  /** `products`; also the translation key `tenancy.quota_<name>`. */
  name: string
  /** What is counted: all there is now, or what was used since midnight UTC. `shortest` is no count but the least allowed. */
  per: 'total' | 'day' | 'shortest'
  settings: Record<TenantPlan, SettingDefinition<number>>
  /** How much of it a company uses now. */
  used(client: SqlClient, tenantId: string): Promise<number>
}

type NewQuota = Omit<Quota, 'settings'> & {
  /** `<module>.<name>`: the settings are called so with the plan at the end. */
  setting: string
  most: PlanNumbers
  unit?: string
}

const quotas = new Map<string, Quota>()

/** Declares what a plan includes: beside what it limits, in whatever tier. Shown with all others, changed in the settings. */
export function defineQuota({ setting, most, unit, ...quota }: NewQuota): Quota {
  if (quotas.has(quota.name)) throw new Error(`The quota ${quota.name} is declared twice`)
  const settings = Object.fromEntries(
    TENANT_PLANS.map((plan) => [plan, integerSetting(`${setting}_${plan.toLowerCase()}`, most[plan], { min: 0, unit })])
  ) as Quota['settings']
  const defined = { ...quota, settings }
  quotas.set(quota.name, defined)
  return defined
}

export const listQuotas = (): Quota[] => [...quotas.values()]

export const settingsOf = (...some: Quota[]): SettingDefinition<number>[] => some.flatMap(({ settings }) => Object.values(settings))
