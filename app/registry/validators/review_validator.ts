import vine from '@vinejs/vine'
import { plainText } from '#core/http/plain_text'
import { FLAG_REASONS } from '#registry/reviews/review_states'

/** What people are to read has to have something to see. */
const text = plainText

const review = {
  version: text().minLength(1).maxLength(64),
  title: text().maxLength(100).nullable().optional(),
  comment: text()
    .minLength(10)
    .maxLength(5_000)
    .regex(/[\p{L}\p{N}\p{P}\p{S}]/u),
}

const rating = { min: 1, max: 5 }

export const reviewValidator = vine.create({
  ...review,
  rating: vine.number({ strict: true }).withoutDecimals().range([rating.min, rating.max]),
})

/** A page's form: numbers are text there. */
export const reviewFormValidator = vine.create({ ...review, rating: vine.number().withoutDecimals().range([rating.min, rating.max]) })

export const reviewListValidator = vine.create({
  page: vine.number().withoutDecimals().min(0).max(10_000).optional(),
  per_page: vine.number().withoutDecimals().min(1).max(100).optional(),
})

export const voteValidator = vine.create({ helpful: vine.boolean({ strict: true }) })
export const voteFormValidator = vine.create({ helpful: vine.boolean() })

export const replyValidator = vine.create({ text: text().minLength(1).maxLength(5_000) })

export const flagValidator = vine.create({
  reason: vine.enum(FLAG_REASONS),
  note: text().maxLength(1_000).nullable().optional(),
})

export const verifyValidator = vine.create({ verified: vine.boolean({ strict: true }) })
