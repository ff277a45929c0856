import vine from '@vinejs/vine'
import { REPORT_KINDS } from '#registry/reports/report'

const words = () => vine.string().trim().minLength(20).maxLength(5_000)
const secret = () => vine.string().maxLength(100)

export const reportValidator = vine.create({
  kind: vine.enum(REPORT_KINDS),
  evidence: words(),
  evidence_url: vine
    .string()
    .trim()
    .url({ require_protocol: true, protocols: ['http', 'https'] })
    .maxLength(500)
    .nullable()
    .optional(),
  email: vine.string().trim().email().maxLength(254).nullable().optional(),
})

export const caseValidator = vine.create({ secret: secret().optional() })

export const appealValidator = vine.create({ grounds: words(), secret: secret().nullable().optional() })

/** The number of the first one. */
export const mergeValidator = vine.create({ of: vine.string().trim().toUpperCase().maxLength(40) })

export const caseListValidator = vine.create({
  limit: vine.number().withoutDecimals().range([1, 100]).optional(),
  cursor: vine.string().maxLength(500).optional(),
})

/** What somebody types who kept the number and the secret. */
export const caseLookupValidator = vine.create({ case: vine.string().trim().toUpperCase().maxLength(40), secret: secret().trim() })
