import vine from '@vinejs/vine'
import { PLACEHOLDERS } from '#moderation/canned_texts/canned_text'
import { DECISIONS, REASON_CODES } from '#moderation/subjects/review_subject'

/** Braces hold what we can fill in and nothing else: a typing error would reach the reader. */
const KNOWN = new RegExp(`^(?:[^{}]|\\{(?:${PLACEHOLDERS.join('|')})\\})*$`)

const body = () => vine.string().trim().minLength(5).maxLength(2_000).regex(KNOWN)

export const cannedTextValidator = vine.create({
  subject_type: vine
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .nullable()
    .optional(),
  decision: vine.enum(DECISIONS).nullable().optional(),
  reason_code: vine.enum(REASON_CODES),
  body_en: body(),
  body_ru: body(),
  position: vine.number().withoutDecimals().range([0, 10_000]).optional(),
  is_active: vine.boolean().optional(),
  version: vine.number().withoutDecimals().positive().optional(),
})

export const usedTextValidator = vine.create({
  text: vine.string().maxLength(36).optional(),
  language: vine.enum(['en', 'ru']).optional(),
})
