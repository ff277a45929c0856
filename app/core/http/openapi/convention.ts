import type { JsonSchema } from '#core/http/openapi/schema'
import type { Parameter } from '#core/http/openapi/inputs'

/** What many operations have in common, said once by the domain whose convention it is. */
export type ApiConvention = {
  /** Whether an operation's path (`/api/v1/plugins/{name}`) follows it. */
  covers(path: string): boolean
  parameters: Parameter[]
  /** Fields that answers of writes have besides their own. */
  inAnswersOfWrites: Record<string, JsonSchema>
}

/** An answer's schema with the fields that conventions add; one's own of that name stay. */
export function withFields(schema: JsonSchema, fields: Record<string, JsonSchema>): JsonSchema {
  if (schema.type !== 'object' || !schema.properties) return schema
  return { ...schema, properties: { ...fields, ...schema.properties } }
}
