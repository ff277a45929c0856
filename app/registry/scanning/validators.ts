import vine from '@vinejs/vine'

/** JSON as it was written; what it says is checked by its schema. */
export const rulesetValidator = vine.create({
  document: vine.string().maxLength(64 * 1024),
  note: vine.string().trim().minLength(3).maxLength(300),
})

export const activationValidator = vine.create({ instead: vine.number().withoutDecimals().positive() })
