import { integerSetting } from '#core/settings/define_setting'

export const maxServiceTokenDays = integerSetting('identity.service_token_days_max', 365, { min: 1, max: 3_650, unit: 'd' })

/** Live ones, of one company or of the platform. */
export const maxServiceTokens = integerSetting('identity.service_tokens_max', 50, { min: 1, max: 1_000 })
