import { PROBLEM_REF } from '#core/http/openapi/problems'
import { isBinary } from '#core/http/openapi/uploads'
import type { OpenApiDocument } from '#core/http/openapi/document'
import type { JsonSchema } from '#core/http/openapi/schema'

export type FieldRow = { name: string; type: string; required: boolean; note: string }
export type AnswerRow = { status: string; description: string; isProblem: boolean; fields: FieldRow[] }

/** The document as the page at `/docs` shows it: by tag, with flat tables in place of nested schemas. */
export function referenceOf({ tags, paths }: OpenApiDocument) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags[0],
      method: method.toUpperCase(),
      path,
      summary: operation.summary,
      roles: operation['x-roles'],
      parameters: operation.parameters.map(({ name, in: place, required, schema, description }) => ({
        name,
        type: `${typeOf(schema)} · ${place}`,
        required,
        note: description ?? noteOf(schema),
      })),
      ...bodyRows(operation.requestBody?.content ?? {}),
      answers: Object.entries(operation.responses).map(([status, { description, content }]): AnswerRow => {
        const schema = Object.values(content ?? {}).at(0)?.schema
        return { status, description, isProblem: schema === PROBLEM_REF, fields: schema && schema !== PROBLEM_REF ? fieldsOf(schema) : [] }
      }),
    }))
  )
  return tags.map(({ name }) => ({ name, operations: operations.filter(({ tag }) => tag === name) }))
}

/** What is no JSON says so; a file that is sent by itself has no fields. */
function bodyRows(content: Record<string, { schema: JsonSchema; encoding?: Record<string, { contentType: string }> }>) {
  const [[mediaType, { schema, encoding }] = ['', { schema: {} as JsonSchema, encoding: undefined }]] = Object.entries(content)
  const rows = isBinary(schema) ? [{ name: '—', type: typeOf(schema), required: true, note: noteOf(schema) }] : fieldsOf(schema)
  const body = rows.map((row) => ({ ...row, note: [row.note, encoding?.[row.name]?.contentType].filter(Boolean).join('; ') }))
  return { body, mediaType: mediaType === 'application/json' ? '' : mediaType }
}

const DEEPEST = 4

/** `items[].price.amount` in place of a tree. */
function fieldsOf(schema: JsonSchema, prefix = '', depth = 0): FieldRow[] {
  const items = schema.items as JsonSchema | undefined
  if (items) return fieldsOf(items, `${prefix}[]`, depth)
  const { properties = {}, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] }
  return Object.entries(properties).flatMap(([key, field]) => {
    const name = prefix ? `${prefix}.${key}` : key
    const row = { name, type: typeOf(field), required: required.includes(key), note: noteOf(field) }
    return depth >= DEEPEST ? [row] : [row, ...fieldsOf(field, name, depth + 1)]
  })
}

function typeOf({ type, format, enum: values, const: constant, items }: JsonSchema): string {
  if (constant !== undefined) return JSON.stringify(constant)
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(' | ')
  if (type === 'array' && items) return `${typeOf(items as JsonSchema)}[]`
  const name = Array.isArray(type) ? type.join(' | ') : String(type ?? 'any')
  return format ? `${name} (${String(format)})` : name
}

function noteOf({ description, minLength, maxLength, minimum, maximum, maxItems, pattern }: JsonSchema): string {
  const bounds = [
    range(minLength, maxLength, 'characters'),
    range(minimum, maximum, ''),
    maxItems === undefined ? '' : `at most ${String(maxItems)} items`,
    pattern ? String(pattern) : '',
  ]
  return [description ? String(description) : '', ...bounds].filter(Boolean).join('; ')
}

function range(low: unknown, high: unknown, unit: string) {
  if (low === undefined && high === undefined) return ''
  return `${low === undefined ? '' : String(low)}–${high === undefined ? '' : String(high)} ${unit}`.trim()
}
