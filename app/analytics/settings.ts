import { integerSetting, stringSetting } from '#core/settings/define_setting'

/** How far back the dashboards look when nobody says otherwise. */
export const DEFAULT_RANGE_DAYS = integerSetting('analytics.default_range_days', 30, { min: 1, max: 366, unit: 'days' })
export const REPORT_CURRENCY = stringSetting('analytics.currency', 'RUB', 3)
