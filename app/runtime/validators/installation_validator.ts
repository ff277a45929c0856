import vine from '@vinejs/vine'

/** Who switches a tenant's plugin off owes it a reason. */
export const switchOffValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(1_000),
})
