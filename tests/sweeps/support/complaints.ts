import { Ajv2020 } from 'ajv/dist/2020.js'
import { PROBLEM_SCHEMA } from '#core/http/openapi/problems'
import type { Reply } from './send.js'

const isProblem = new Ajv2020({ strict: false }).compile(PROBLEM_SCHEMA)

/** What is wrong with an answer to something odd, whatever it was: null when it keeps the platform's word. */
export function complaintAbout({ status, headers, json, text }: Reply): string | null {
  if (status >= 500) return `answered ${status} ${text.slice(0, 200)}`
  if (status < 400) return null
  const type = headers.get('content-type') ?? ''
  if (!type.startsWith('application/problem+json')) return `refused with ${status} as ${type}`
  if (!json || !isProblem(json)) return `refused with ${status} and no problem document: ${text.slice(0, 200)}`
  if (json.status !== status) return `says ${String(json.status)} and answers ${status}`
  if (!json.request_id || json.request_id !== headers.get('x-request-id')) return `refused with ${status} without its request id`
  if (status === 422 && !(json.details as unknown[]).length) return `names no field: ${text.slice(0, 200)}`
  return null
}

/** Whether a 422 says which field it is about. */
export function namesField({ json }: Reply, field: string): boolean {
  const details = (json?.details ?? []) as { field: string }[]
  return details.some((detail) => detail.field === field || detail.field.startsWith(`${field}.`) || field.startsWith(`${detail.field}.`))
}
