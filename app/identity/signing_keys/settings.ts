import env from '#start/env'
import vine from '@vinejs/vine'
import { integerSetting } from '#core/settings/define_setting'
import { ALGORITHMS, type Algorithm } from '#identity/signing_keys/signing_key'
import type { SettingDefinition } from '#core/settings/define_setting'

/** How access tokens are signed: by a secret of ours alone, or by a pair whose public half others may verify by. */
export const tokenAlgorithm = {
  key: 'identity.token_algorithm',
  kind: 'choice',
  options: ALGORITHMS,
  default: env.get('JWT_ALGORITHM') ?? 'HS256',
  schema: vine.create({ value: vine.enum(ALGORITHMS) }),
} satisfies SettingDefinition<Algorithm>

/** How long one key signs before the next takes over. */
export const signingKeyDays = integerSetting('identity.signing_key_days', 30, { min: 1, max: 365, unit: 'd' })
