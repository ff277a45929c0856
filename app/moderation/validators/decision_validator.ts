import vine from '@vinejs/vine'
import { DECISIONS, REASON_CODES } from '#moderation/subjects/review_subject'

const version = () => vine.number().withoutDecimals().positive()

/** Every decision has a reason that the person concerned can read. */
export const decisionValidator = vine.create({
  version: version(),
  decision: vine.enum(DECISIONS),
  reason_code: vine.enum(REASON_CODES),
  reason: vine.string().trim().minLength(5).maxLength(2_000),
  note: vine.string().trim().maxLength(2_000).nullable().optional(),
})

/** Those who decide it then read the note. */
export const escalationValidator = vine.create({ version: version(), note: vine.string().trim().minLength(5).maxLength(2_000) })

export const claimValidator = vine.create({ version: version() })
