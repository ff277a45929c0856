import vine from '@vinejs/vine'
import { accountFields } from '#identity/account_fields'

/** E.164, as gateways want it; blanks, brackets and hyphens are how people write it. */
const phone = () =>
  vine
    .string()
    .trim()
    .maxLength(30)
    .regex(/^\+[1-9](?:[\s()-]*\d){7,14}$/)
    .transform((value) => value.replace(/[\s()-]/g, ''))

export const newEmailValidator = vine.create({ email: accountFields.email() })

export const phoneValidator = vine.create({ phone: phone() })

export const codeValidator = vine.create({
  code: vine
    .string()
    .trim()
    .regex(/^\d{6}$/),
})

export const emailTokenValidator = vine.create({ token: vine.string().minLength(20).maxLength(200) })
