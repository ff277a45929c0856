import vine from '@vinejs/vine'

const reason = () => vine.string().trim().minLength(1).maxLength(500)
const name = () => vine.string().trim().minLength(1).maxLength(100)

/** Only what is given is changed; `deprecation: null` takes it back. */
export const upkeepValidator = vine.create({
  archived: vine.boolean({ strict: true }).optional(),
  deprecation: vine.object({ reason: reason().nullable().optional(), replacement: name().nullable().optional() }).nullable().optional(),
})

export const deprecationFormValidator = vine.create({ reason: reason().optional(), replacement: name().optional() })

export const reasonFormValidator = vine.create({ reason: reason().optional() })
