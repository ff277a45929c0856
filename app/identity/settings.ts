import env from '#start/env'
import { integerSetting } from '#core/settings/define_setting'

const LIMIT = { min: 1, max: 1_000_000_000, unit: '/min' }

/** A client that lost the answer may repeat its refresh this long and gets the same successor. */
export const refreshGraceSeconds = integerSetting('identity.refresh_grace_seconds', 10, { min: 0, max: 120, unit: 's' })

export const signInAttemptsPerAccount = integerSetting('identity.sign_in_attempts_per_account', 10, { min: 3, max: 1000 })
export const signInAttemptsPerAddress = integerSetting('identity.sign_in_attempts_per_address', 60, { min: 5, max: 100_000 })
export const signUpsPerAddress = integerSetting('identity.sign_ups_per_address', 30, { min: 1, max: 100_000 })
/** Defaults come from the environment, so that load tests and closed networks need no row in the database. */
export const apiRequestsPerAddress = integerSetting('identity.api_requests_per_address', env.get('API_REQUESTS_PER_ADDRESS') ?? 600, LIMIT)
export const apiRequestsPerUser = integerSetting('identity.api_requests_per_user', env.get('API_REQUESTS_PER_USER') ?? 600, LIMIT)
export const apiRequestsPerToken = integerSetting('identity.api_requests_per_token', env.get('API_REQUESTS_PER_USER') ?? 600, LIMIT)
