import { integerSetting } from '#core/settings/define_setting'

/** All hooks of an upload together: fuel ends each long before. */
export const dryRunMs = integerSetting('scanning.dry_run_ms', 10_000, { min: 500, max: 60_000, unit: 'ms' })

/** From so many downloads on a name is worth pretending to be. */
export const popularDownloads = integerSetting('scanning.popular_downloads', 1_000, { min: 1 })

export const scanningSettings = [dryRunMs, popularDownloads]
