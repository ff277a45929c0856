import { integerSetting } from '#core/settings/define_setting'

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

export const surfaceSettings = [
  ...[endpointRequestsPerAddress, endpointRequestsPerInstallation, blockCacheSeconds],
  ...[exportDays, exportMegabytes],
]
