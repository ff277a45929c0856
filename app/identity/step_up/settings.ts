import { integerSetting } from '#core/settings/define_setting'

export const stepUpMinutes = integerSetting('identity.step_up_minutes', 10, { min: 1, max: 720, unit: 'min' })
