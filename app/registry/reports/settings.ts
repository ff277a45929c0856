import { integerSetting } from '#core/settings/define_setting'

/** By when a complaint should be decided; its author sees it. */
export const reportHours = integerSetting('trust.report_hours', 72, { min: 1, max: 720, unit: 'h' })

/** Complaints an hour from one network or one person. */
export const reportsPerHour = integerSetting('trust.reports_per_hour', 10, { min: 1, max: 1_000 })

/** For how long a decision can be appealed against. What cannot be taken back waits as long. */
export const appealDays = integerSetting('trust.appeal_days', 30, { min: 1, max: 365, unit: 'd' })

/** How long after the second look a case is closed. */
export const closeDays = integerSetting('trust.close_days', 7, { min: 1, max: 365, unit: 'd' })
