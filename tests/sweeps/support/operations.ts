import { openApiDocument, type OpenApiOperation } from '#core/http/openapi/document'
import type { JsonSchema } from '#core/http/openapi/schema'

export type Operation = {
  id: string
  method: string
  /** With `{name}` parameters. */
  path: string
  tag: string
  roles: string[]
  parameters: OpenApiOperation['parameters']
  body: JsonSchema | null
  /** What a success answers, as JSON. */
  answer: JsonSchema | null
}

export type Field = { path: string[]; schema: JsonSchema; isRequired: boolean }

/** Every documented operation: what is added to the API is swept without anyone remembering. */
export const listApiOperations = (): Operation[] =>
  Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      tag: operation.tags[0],
      roles: operation['x-roles'],
      parameters: operation.parameters,
      answer: answerOf(operation),
      body: operation.requestBody?.content['application/json']?.schema ?? null,
    }))
  )

function answerOf({ responses }: OpenApiOperation): JsonSchema | null {
  const { content } = ((responses as Record<string, unknown>)['200'] ?? {}) as { content?: Record<string, { schema: JsonSchema }> }
  return content?.['application/json']?.schema ?? null
}

/** The fields a body has, nested ones by dotted path; lists by their first entry. */
export function fieldPaths(schema: JsonSchema, prefix: string[] = []): Field[] {
  const items = schema.items as JsonSchema | undefined
  if (items?.properties) return fieldPaths(items, [...prefix, '0'])
  const { properties = {}, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] }
  return Object.entries(properties).flatMap(([name, field]) => [
    { path: [...prefix, name], schema: field, isRequired: required.includes(name) },
    ...fieldPaths(field, [...prefix, name]),
  ])
}

/** A copy of `body` with one field replaced, or without it. */
export function withField(body: unknown, path: string[], value: unknown): unknown {
  const copy = structuredClone(body) as Record<string, unknown>
  let holder = copy
  for (const step of path.slice(0, -1)) holder = (holder[step] ??= {}) as Record<string, unknown>
  const last = path.at(-1)!
  if (value === undefined) delete holder[last]
  else Object.defineProperty(holder, last, { value, enumerable: true, configurable: true, writable: true })
  return copy
}
