import { integerSetting } from '#core/settings/define_setting'
import { settingsOf } from '#tenancy/quotas/define_quota'
import { fuelQuota, installationQuota, runQuota } from '#runtime/quotas/quotas'

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

export const runtimeSettings = [
  ...[breakerFailures, runRetentionDays, samplePercent, sampleRetentionDays, replaysPerMinute],
  ...[endpointRequestsPerAddress, endpointRequestsPerInstallation, blockCacheSeconds, exportDays, exportMegabytes],
  ...settingsOf(installationQuota, runQuota, fuelQuota),
]
