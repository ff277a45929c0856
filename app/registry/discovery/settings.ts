import { integerSetting } from '#core/settings/define_setting'

export const marksPerHour = integerSetting('registry.marks_per_hour', 600, { min: 1, max: 100_000 })
