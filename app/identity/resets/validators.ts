import vine from '@vinejs/vine'
import { accountFields } from '#identity/account_fields'

export const resetRequestValidator = vine.create({ email: accountFields.email() })

export const newPasswordValidator = vine.create({ password: accountFields.password() })

export const resetValidator = vine.create({
  token: vine.string().minLength(20).maxLength(200),
  password: accountFields.password(),
})
