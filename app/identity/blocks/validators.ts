import vine from '@vinejs/vine'
import { plainText } from '#core/http/plain_text'
import { STRIKE_KINDS } from '#identity/blocks/strike'

const reason = () => plainText().minLength(3).maxLength(1000)
const evidence = () => plainText().maxLength(4000).nullable().optional()
const days = () => vine.number().withoutDecimals().min(1).max(3_650).nullable().optional()

export const blockValidator = vine.create({ reason: reason(), evidence: evidence(), days: days() })

export const strikeValidator = vine.create({
  kind: vine.enum(STRIKE_KINDS),
  reason: reason(),
  evidence: evidence(),
  weight: vine.number().withoutDecimals().min(1).max(100).optional(),
  days: days(),
})

const grounds = () => plainText().minLength(10).maxLength(4000)

export const groundsValidator = vine.create({ grounds: grounds() })

const appealToken = () => vine.string().minLength(40).maxLength(200)

export const appealTokenValidator = vine.create({ appeal_token: appealToken() })

export const appealValidator = vine.create({ appeal_token: appealToken(), grounds: grounds() })
