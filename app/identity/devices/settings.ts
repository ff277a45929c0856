import { integerSetting } from '#core/settings/define_setting'

export const trustedDeviceDays = integerSetting('identity.trusted_device_days', 30, { min: 1, max: 365 })
