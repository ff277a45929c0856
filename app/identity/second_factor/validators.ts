import vine from '@vinejs/vine'

/** Longer than any code in any spelling. */
const code = () => vine.string().minLength(1).maxLength(80)

export const codeValidator = vine.create({ code: code() })
