import { integerSetting, stringSetting } from '#core/settings/define_setting'

/** `provider=issuer`, separated by blanks. Self-hosted ones are added here. */
export const trustedIssuers = stringSetting(
  'registry.trusted_issuers',
  'github=https://token.actions.githubusercontent.com gitlab=https://gitlab.com',
  2_000
)

export const trustedTokenMinutes = integerSetting('registry.trusted_token_minutes', 15, { min: 1, max: 60, unit: 'min' })
