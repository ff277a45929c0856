import { PROBLEM_REF } from '#core/http/openapi/problems'
import { isBinary } from '#core/http/openapi/uploads'
import { withFields } from '#core/http/openapi/convention'
import type { OperationSpec } from '#core/http/openapi/operation'
import type { JsonSchema } from '#core/http/openapi/schema'

export type ResponseObject = { description: string; content?: Record<string, { schema: JsonSchema }> }

const DESCRIPTIONS: Record<number, string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted; the work goes on',
  204: 'Done; no body',
  307: 'The file is at the address in Location',
  400: 'The request cannot be read',
  401: 'Sign in first, or the token is no good',
  403: 'The token may not do this',
  404: 'There is nothing here',
  409: 'The thing is not in a state that allows this',
  413: 'The body is too large',
  415: 'The body is of a type nobody expects',
  422: 'The input is not valid; `details` names the fields',
  429: 'Too many requests; see Retry-After',
  503: 'A part of the platform is down; see Retry-After',
}

/** Declared answers, and those every operation of its kind can give. A refusal without a schema is a problem document. */
export function responsesOf(
  spec: OperationSpec,
  hasPathParameters: boolean,
  added: Record<string, JsonSchema> = {}
): Record<string, ResponseObject> {
  const absent = hasPathParameters ? { 404: null } : {}
  const declared = { ...impliedBy(spec), ...absent, ...spec.responses }
  return Object.fromEntries(
    Object.entries(declared)
      .map(
        ([status, schema]) =>
          [status, responseOf(Number(status), schema && Number(status) < 300 ? withFields(schema, added) : schema)] as const
      )
      .concat([['default', problem('Any other refusal')]])
  )
}

function impliedBy({ roles, query, body, upload, idempotent }: OperationSpec): Record<number, null> {
  const statuses = [429]
  if (!roles.includes('public')) statuses.push(401)
  if (!roles.includes('public') && !roles.includes('authenticated')) statuses.push(403)
  if (query || body || idempotent) statuses.push(422)
  if (body) statuses.push(400, 413, 415)
  if (upload) statuses.push(413, 422)
  if (idempotent) statuses.push(409)
  return Object.fromEntries(statuses.map((status) => [status, null]))
}

function responseOf(status: number, schema: JsonSchema | null): ResponseObject {
  const description = DESCRIPTIONS[status] ?? 'See the description'
  if (status >= 400 && (!schema || schema === PROBLEM_REF)) return problem(description)
  if (!schema) return { description }
  return { description, content: { [isBinary(schema) ? 'application/octet-stream' : 'application/json']: { schema } } }
}

const problem = (description: string): ResponseObject => ({ description, content: { 'application/problem+json': { schema: PROBLEM_REF } } })
