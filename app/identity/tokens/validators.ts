import vine from '@vinejs/vine'

export const apiSignInValidator = vine.create({
  email: vine.string().trim().minLength(1).maxLength(254),
  password: vine.string().minLength(1).maxLength(1024),
  two_factor_code: vine.string().trim().maxLength(64).optional(),
})

export const refreshValidator = vine.create({
  refresh_token: vine.string().minLength(20).maxLength(200),
})
