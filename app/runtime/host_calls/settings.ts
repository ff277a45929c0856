import { integerSetting } from '#core/settings/define_setting'

/** What one installation may keep. */
export const kvBytes = integerSetting('runtime.kv_bytes', 1_048_576, { min: 1_024, max: 1_073_741_824, unit: 'B' })
export const kvKeys = integerSetting('runtime.kv_keys', 10_000, { min: 1, max: 10_000_000 })

/** How often and how many at once one installation may call other services. */
export const httpRequestsPerMinute = integerSetting('runtime.http_requests_per_minute', 120, { min: 1, max: 100_000 })
export const httpAtOnce = integerSetting('runtime.http_at_once', 8, { min: 1, max: 1_000 })

/** How many events one installation may emit. */
export const eventsPerMinute = integerSetting('runtime.events_per_minute', 120, { min: 1, max: 100_000 })

export const hostCallSettings = [kvBytes, kvKeys, httpRequestsPerMinute, httpAtOnce, eventsPerMinute]
