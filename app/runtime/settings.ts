import { integerSetting } from '#core/settings/define_setting'

/** So many failures in a row and the plugin is switched off. */
export const breakerFailures = integerSetting('runtime.breaker_failures', 3, { min: 1, max: 100 })

/** How long the record of single runs is kept. */
export const runRetentionDays = integerSetting('runtime.run_retention_days', 30, { min: 1, max: 365, unit: 'd' })
