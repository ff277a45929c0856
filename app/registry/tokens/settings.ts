import { integerSetting } from '#core/settings/define_setting'

export const maxTokenDays = integerSetting('registry.token_days_max', 365, { min: 1, max: 3_650, unit: 'd' })

export const maxTokens = integerSetting('registry.tokens_per_user', 50, { min: 1, max: 1_000 })
