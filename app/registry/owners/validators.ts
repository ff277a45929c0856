import vine from '@vinejs/vine'
import { OWNER_ROLES } from '#registry/owners/publishing_policy'

const email = () => vine.string().trim().email().maxLength(254)

export const invitationValidator = vine.create({ email: email(), role: vine.enum(OWNER_ROLES) })

export const roleValidator = vine.create({ role: vine.enum(OWNER_ROLES) })

export const transferValidator = vine.create({ email: email() })

export const answerValidator = vine.create({ token: vine.string().trim().maxLength(100) })

/** The slug of a publisher one belongs to; null: one's own name. */
const publisher = () => vine.string().trim().maxLength(80).nullable()

export const transferAnswerValidator = vine.create({ token: vine.string().trim().maxLength(100), publisher: publisher().optional() })

export const publisherChoiceValidator = vine.create({ publisher: publisher().optional() })
