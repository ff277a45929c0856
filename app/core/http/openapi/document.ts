import { PLATFORM_VERSION } from '#core/version'
import { listOperations, type OperationSpec } from '#core/http/openapi/operation'
import { bodyOf, parametersOf } from '#core/http/openapi/inputs'
import { PROBLEM_SCHEMA } from '#core/http/openapi/problems'
import { responsesOf } from '#core/http/openapi/responses'
import { listConventions } from '#core/modules'
import type { JsonSchema } from '#core/http/openapi/schema'
import type { Route } from '@adonisjs/core/http'

export type OpenApiOperation = ReturnType<typeof describeOperation>
export type OpenApiDocument = ReturnType<typeof buildDocument>

let known: OpenApiDocument | null = null

/** The OpenAPI document of this process: routes do not change after boot, so it is made once. */
export const openApiDocument = (): OpenApiDocument => (known ??= buildDocument())

function buildDocument() {
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  const ids = new Set<string>()
  for (const [route, spec] of listOperations()) {
    if (ids.has(spec.id)) throw new Error(`Operation id ${spec.id} is used twice`)
    ids.add(spec.id)
    const { pattern, methods } = route.toJSON()
    const methodsByPath = (paths[openApiPath(pattern)] ??= {})
    methodsByPath[methods.find((method) => method !== 'HEAD')!.toLowerCase()] = describeOperation(route, spec)
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rialto', version: PLATFORM_VERSION, description: DESCRIPTION, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: [...new Set(listOperations().map(([, { tag }]) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM_SCHEMA },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function describeOperation(route: Route, spec: OperationSpec) {
  const { pattern, methods } = route.toJSON()
  const conventions = listConventions().filter(({ covers }) => covers(openApiPath(pattern)))
  const added = Object.assign({}, ...conventions.map(({ inAnswersOfWrites }) => inAnswersOfWrites)) as Record<string, JsonSchema>
  const isPublic = spec.roles.includes('public')
  return {
    'operationId': spec.id,
    'summary': spec.summary,
    'tags': [spec.tag],
    'x-roles': spec.roles,
    ...(spec.tokenScopes ? { 'x-token-scopes': spec.tokenScopes } : {}),
    'security': isPublic ? [{}, { bearer: [] as string[] }] : [{ bearer: [] as string[] }],
    'parameters': [...parametersOf(route, spec), ...conventions.flatMap(({ parameters }) => parameters)],
    ...bodyOf(spec),
    'responses': responsesOf(spec, pattern.includes(':'), methods.includes('GET') ? {} : added),
  }
}

/** `/api/v1/plugins/:name` → `/api/v1/plugins/{name}` */
export const openApiPath = (pattern: string) => pattern.replace(/:(\w+)\??/g, '{$1}')

const DESCRIPTION = [
  'Money is an integer in minor units with an ISO 4217 currency; times are RFC 3339 in UTC; ids are UUIDs.',
  'Lists answer `data` and `meta.next_cursor`: pass it as `cursor` for the next page.',
  'Refusals are problem documents (RFC 9457) that also carry `error`, `error_code` and `request_id`.',
  'POSTs that create something or move money take an `Idempotency-Key`: a repeat gets the first answer.',
].join('\n')
