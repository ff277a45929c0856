import vine from '@vinejs/vine'

/** The password, or of whoever has a second factor a code; not trimmed, for blanks are part of a password. */
export const proofValidator = vine.create({
  password: vine.string().maxLength(1024).optional().nullable(),
  code: vine.string().maxLength(80).optional().nullable(),
})
