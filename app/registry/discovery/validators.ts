import vine from '@vinejs/vine'

const LARGEST_PAGE = 100

export const pageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(LARGEST_PAGE).optional(),
  cursor: vine.string().maxLength(400).optional(),
})

export const noticesValidator = vine.create({ release_notices: vine.boolean() })

/** When a plugin is shown first; without an end until somebody takes it off. */
export const featureValidator = vine.create({
  position: vine.number().withoutDecimals().min(1).max(1000).optional(),
  starts_at: vine
    .date({ formats: ['iso8601'] })
    .nullable()
    .optional(),
  ends_at: vine
    .date({ formats: ['iso8601'] })
    .nullable()
    .optional(),
})
