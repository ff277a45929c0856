import { integerSetting } from '#core/settings/define_setting'
import { TENANT_PLANS, type TenantPlan } from '#tenancy/models/tenant'

/** So many failures in a row, counted over all processes, and the plugin is switched off. */
export const breakerFailures = integerSetting('runtime.breaker_failures', 3, { min: 1, max: 100 })

/** How long the record of single runs is kept. */
export const runRetentionDays = integerSetting('runtime.run_retention_days', 30, { min: 1, max: 365, unit: 'd' })

/** Of a hundred successful runs so many keep a sample of input and output; failures always do. */
export const samplePercent = integerSetting('runtime.sample_percent', 1, { min: 0, max: 100, unit: '%' })

/** Samples hold what went through a plugin: they are kept for a shorter time than the runs. */
export const sampleRetentionDays = integerSetting('runtime.sample_retention_days', 3, { min: 1, max: 30, unit: 'd' })

/** Replays of one installation's runs in a minute: they have a job's time, and share the plugin host with the shop. */
export const replaysPerMinute = integerSetting('runtime.replays_per_minute', 20, { min: 1, max: 1_000 })

/** Requests a minute that one address may send to one plugin's addresses. */
export const endpointRequestsPerAddress = integerSetting('runtime.endpoint_requests_per_address', 120, { min: 1, max: 100_000 })

/** Requests a minute that one installation answers, whoever sends them. */
export const endpointRequestsPerInstallation = integerSetting('runtime.endpoint_requests_per_installation', 1_200, {
  min: 1,
  max: 1_000_000,
})

/** How long a block's answer is shown before the plugin is asked again. */
export const blockCacheSeconds = integerSetting('runtime.block_cache_seconds', 30, { min: 0, max: 3_600, unit: 's' })

/** How long the files of exports are kept. */
export const exportDays = integerSetting('runtime.export_days', 7, { min: 1, max: 90, unit: 'd' })

/** The largest file an export may become. */
export const exportMegabytes = integerSetting('runtime.export_megabytes', 100, { min: 1, max: 2_000, unit: 'MB' })

const GIGA = 1_000_000_000

type PlanNumbers = Record<TenantPlan, number>

const perPlan = (name: string, fallback: PlanNumbers) =>
  Object.fromEntries(
    TENANT_PLANS.map((plan) => [plan, integerSetting(`runtime.${name}_${plan.toLowerCase()}`, fallback[plan], { min: 0 })])
  ) as Record<TenantPlan, ReturnType<typeof integerSetting>>

/** What each plan of a tenant includes. The platform's own plugins have no quota. */
export const planQuotas = {
  installations: perPlan('installations', { FREE: 20, STARTER: 50, PRO: 200, ENTERPRISE: 1_000 }),
  runsPerDay: perPlan('runs_per_day', { FREE: 100_000, STARTER: 500_000, PRO: 5_000_000, ENTERPRISE: 50_000_000 }),
  fuelPerDay: perPlan('fuel_per_day', { FREE: 500 * GIGA, STARTER: 2_500 * GIGA, PRO: 25_000 * GIGA, ENTERPRISE: 250_000 * GIGA }),
}

export const runtimeSettings = [
  ...[breakerFailures, runRetentionDays, samplePercent, sampleRetentionDays, replaysPerMinute],
  ...[endpointRequestsPerAddress, endpointRequestsPerInstallation, blockCacheSeconds, exportDays, exportMegabytes],
  ...Object.values(planQuotas).flatMap((plans) => Object.values(plans)),
]
