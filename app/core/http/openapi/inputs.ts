import { schemaOf, type JsonSchema } from '#core/http/openapi/schema'
import type { OperationSpec } from '#core/http/openapi/operation'
import type { Upload } from '#core/http/openapi/uploads'
import type { Route } from '@adonisjs/core/http'

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: JsonSchema; description?: string }

/** Parameters of the path, of the query and, where the operation moves money, the idempotency key. */
export function parametersOf(route: Route, spec: OperationSpec): Parameter[] {
  return [...pathParameters(route.toJSON().pattern), ...queryParameters(spec), ...(spec.idempotent ? [IDEMPOTENCY_KEY] : [])]
}

type Content = Record<string, { schema: JsonSchema; encoding?: Upload['encoding'] }>

/** The operation's body: JSON by its validator, or an upload as it describes itself. Empty where it takes none. */
export function bodyOf({ body, upload }: OperationSpec): { requestBody?: { required: boolean; content: Content } } {
  if (body) return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } }
  if (!upload) return {}
  const { mediaType, ...content } = upload
  return { requestBody: { required: true, content: { [mediaType]: content } } }
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A key of your own for this request; the same key and request is answered once',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
}

const pathParameters = (pattern: string): Parameter[] =>
  [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

function queryParameters({ query }: OperationSpec): Parameter[] {
  if (!query) return []
  const { properties = {}, required = [] } = schemaOf(query) as { properties?: Record<string, JsonSchema>; required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }))
}
