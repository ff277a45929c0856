import type { SchemaSource } from '#core/http/openapi/operation'

export type JsonSchema = Record<string, unknown>

const BOOLEANS = '["1",1,"true",true,"on","0",0,"false",false]'

/** The JSON Schema of a validator or of a literal, as the document shows it. */
export function schemaOf(source: SchemaSource): JsonSchema {
  const schema = 'toJSONSchema' in source && typeof source.toJSONSchema === 'function' ? source.toJSONSchema() : source
  return tidy(structuredClone(schema)) as JsonSchema
}

/**
 * Vine describes what it accepts, not what one should send: every spelling of a boolean, and closed objects although
 * unknown fields are ignored.
 */
function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy)
  if (typeof value !== 'object' || value === null) return value
  const { additionalProperties, ...schema } = value as JsonSchema
  if (JSON.stringify(schema.enum) === BOOLEANS) return { ...schema, enum: undefined, type: 'boolean' }
  const kept = additionalProperties && typeof additionalProperties === 'object' ? { ...schema, additionalProperties } : schema
  return Object.fromEntries(Object.entries(kept).map(([key, entry]) => [key, tidy(entry)]))
}
