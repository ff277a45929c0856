import vine from '@vinejs/vine'
import { plainText } from '#core/http/plain_text'
import { accountFields } from '#identity/account_fields'
import { PLATFORM_ROLES } from '#core/rights'

export const signInValidator = vine.create({
  email: vine.string().trim().minLength(1).maxLength(254),
  password: vine.string().minLength(1).maxLength(1024),
})

export const reasonValidator = vine.create({
  reason: plainText().minLength(3).maxLength(1000),
})

export const newUserValidator = vine.create({
  email: accountFields.email(),
  password: accountFields.password(),
  fullName: accountFields.fullName(),
  locale: vine.enum(['en', 'ru'] as const),
  roles: vine.array(vine.enum(PLATFORM_ROLES)),
})

/** `current`: the name one has. */
export const profileValidator = vine.withMetaData<{ current: string }>().create({
  full_name: accountFields.fullName(),
  locale: vine.enum(['en', 'ru'] as const),
  username: accountFields.username().optional(),
})

/** What is left out stays. */
export const meValidator = vine.withMetaData<{ current: string }>().create({
  full_name: accountFields.fullName().optional(),
  locale: vine.enum(['en', 'ru'] as const).optional(),
  username: accountFields.username().optional(),
})

export const passwordChangeValidator = vine.create({
  current_password: vine.string().minLength(1).maxLength(1024),
  password: accountFields.password(),
})
