import vine from '@vinejs/vine'

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** Both ends are included; a range is at most a year. */
export const salesQueryValidator = vine.create({
  from: vine.string().regex(ISO_DAY).optional(),
  to: vine.string().regex(ISO_DAY).optional(),
  currency: vine
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
})
