import vine from '@vinejs/vine'

export const signInsValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(100).optional(),
  cursor: vine.string().maxLength(500).optional(),
})
