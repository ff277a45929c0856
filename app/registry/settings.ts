import env from '#start/env'
import { booleanSetting, integerSetting } from '#core/settings/define_setting'
import { ownerInvitationDays, transferHours } from '#registry/owners/settings'
import { trustedIssuers, trustedTokenMinutes } from '#registry/trusted/settings'
import { stageDays } from '#registry/stages/settings'
import { maxTokenDays, maxTokens } from '#registry/tokens/settings'

/** Off: a version that wants nothing its predecessor did not have goes live without a moderator. */
export const reviewEveryVersion = booleanSetting('registry.review_every_version', true)

export const uploadMinutes = integerSetting('registry.upload_minutes', 15, { min: 1, max: 1_440, unit: 'min' })

export const downloadSeconds = integerSetting('registry.download_seconds', 300, { min: 10, max: 86_400, unit: 's' })

const LIMIT = { min: 1, max: 1_000_000_000, unit: '/min' }

export const registryRequestsPerAddress = integerSetting('registry.requests_per_address', env.get('API_REQUESTS_PER_ADDRESS') ?? 100, LIMIT)
export const registryRequestsPerUser = integerSetting('registry.requests_per_user', env.get('API_REQUESTS_PER_USER') ?? 60, LIMIT)

export const registrySettings = [
  registryRequestsPerAddress,
  registryRequestsPerUser,
  reviewEveryVersion,
  uploadMinutes,
  downloadSeconds,
  maxTokenDays,
  maxTokens,
  ownerInvitationDays,
  transferHours,
  stageDays,
  trustedIssuers,
  trustedTokenMinutes,
]
