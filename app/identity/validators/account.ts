import vine from '@vinejs/vine'
import { PLATFORM_ROLES } from '#core/rights'

const email = () => vine.string().trim().email().maxLength(254)

/** Not trimmed and never cut: blanks and length are part of the secret. */
const newPassword = () => vine.string().minLength(8).maxLength(256)

export const accountFields = {
  email: email(),
  password: newPassword(),
  full_name: vine.string().trim().minLength(1).maxLength(120),
  username: vine.string().trim().minLength(3).maxLength(39).regex(/^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/),
}

export const signInValidator = vine.create({
  email: vine.string().trim().minLength(1).maxLength(254),
  password: vine.string().minLength(1).maxLength(1024),
})

export const refreshValidator = vine.create({
  refresh_token: vine.string().minLength(20).maxLength(200),
})

export const reasonValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(1000),
})

export const roleValidator = vine.create({
  role: vine.enum(PLATFORM_ROLES),
  reason: vine.string().trim().minLength(3).maxLength(1000),
})

export const newUserValidator = vine.create({
  email: email(),
  password: newPassword(),
  fullName: vine.string().trim().minLength(1).maxLength(120),
  locale: vine.enum(['en', 'ru'] as const),
  roles: vine.array(vine.enum(PLATFORM_ROLES)),
})
