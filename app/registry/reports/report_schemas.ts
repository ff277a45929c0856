import { boolean, nullable, object, page, string, time } from '#core/http/openapi/words'
import { TARGET_KINDS } from '#registry/reports/report'

/** JSON Schemas of what the routes of complaints answer, for the OpenAPI document. */

export const REPORT_OPENED = object({ case_number: string, secret: string, status: { enum: ['open', 'duplicate'] }, due_at: time })

export const REPORT_CASE = object({
  ...{ case_number: string, target: object({ kind: { enum: TARGET_KINDS }, name: string, version: nullable }), plugin: nullable },
  ...{ kind: string, status: string, duplicate_of: nullable, verdict: nullable, act: nullable, public_reason: nullable },
  ...{ due_at: time, is_late: boolean, created_at: time, may_appeal: boolean },
  appeal: { ...object({ status: string, public_reason: nullable }), type: ['object', 'null'] },
})

export const REPORT_CASES = page(REPORT_CASE)
export const MERGED = object({ success: boolean, case_number: string, status: { enum: ['duplicate'] }, duplicate_of: string })
export const APPEALED = object({ success: boolean, case_number: string, status: string })
