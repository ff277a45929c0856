import vine from '@vinejs/vine'
import { DateTime } from 'luxon'

const LARGEST_PAGE = 100

export const pageValidator = vine.create({
  limit: vine.number().withoutDecimals().min(1).max(LARGEST_PAGE).optional(),
  cursor: vine.string().maxLength(400).optional(),
})

export const noticesValidator = vine.create({ release_notices: vine.boolean() })

/** RFC 3339. A date's own rule takes numbers for dates, and a pattern takes the thirtieth of February. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/
const isMoment = vine.createRule((value, _, field) => {
  if (typeof value === 'string' && !DateTime.fromISO(value).isValid) {
    field.report('The {{ field }} field must be a date and time', 'date', field)
  }
})
const moment = () => vine.string().regex(RFC_3339).use(isMoment()).nullable().optional()

/** When a plugin is shown first; without an end until somebody takes it off. */
export const featureValidator = vine.create({
  position: vine.number().withoutDecimals().min(1).max(1000).optional(),
  starts_at: moment(),
  ends_at: moment(),
})
