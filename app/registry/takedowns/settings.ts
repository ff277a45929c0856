import { integerSetting } from '#core/settings/define_setting'

/** How long a quarantine lasts where nobody says. */
export const quarantineDays = integerSetting('trust.quarantine_days', 14, { min: 1, max: 90, unit: 'd' })

/** How long before its end the owner of a quarantine is told. */
export const quarantineNoticeHours = integerSetting('trust.quarantine_notice_hours', 48, { min: 1, max: 720, unit: 'h' })
