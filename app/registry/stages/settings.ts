import { integerSetting } from '#core/settings/define_setting'

export const stageDays = integerSetting('registry.stage_days', 7, { min: 1, max: 90, unit: 'd' })
