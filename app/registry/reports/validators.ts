import vine from '@vinejs/vine'
import { REPORT_KINDS } from '#registry/reports/report'

export const reportValidator = vine.create({
  kind: vine.enum(REPORT_KINDS),
  evidence: vine.string().trim().minLength(20).maxLength(5_000),
})

export const caseValidator = vine.create({ secret: vine.string().maxLength(100).optional() })

export const appealValidator = vine.create({ grounds: vine.string().trim().minLength(20).maxLength(5_000) })
