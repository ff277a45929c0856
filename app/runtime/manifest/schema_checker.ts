import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'

/** What is wrong where, as problem documents tell it; `field` is a dotted path, empty for the whole. */
export interface SchemaProblem {
  field: string
  message: string
  rule: string
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  // Infinity is no number that could be stored or handed over.
  strictNumbers: true,
  allowUnionTypes: true,
  useDefaults: false,
  validateSchema: false,
  // Formats tell readers what to expect; a pattern is what refuses.
  validateFormats: false,
  multipleOfPrecision: 6,
})

const compiled = new WeakMap<object, ValidateFunction>()

/** Checks a value against a JSON Schema; no problems means it fits. Schemas are compiled once per object. */
export function findProblems(schema: object, value: unknown): SchemaProblem[] {
  const known = compiled.get(schema)
  const validate = known ?? ajv.compile(schema as AnySchemaObject)
  if (!known) compiled.set(schema, validate)
  if (validate(value)) return []
  return (validate.errors ?? []).map(toProblem)
}

/** The same for a schema that is used this once: nothing of it is kept. */
export function findProblemsOnce(schema: object, value: unknown): SchemaProblem[] {
  const validate = ajv.compile(schema as AnySchemaObject)
  ajv.removeSchema(schema as AnySchemaObject)
  if (validate(value)) return []
  return (validate.errors ?? []).map(toProblem)
}

function toProblem({ instancePath, params, keyword, message }: ErrorObject): SchemaProblem {
  const path = instancePath.split('/').slice(1)
  const extra = (params as { additionalProperty?: string; missingProperty?: string }).additionalProperty
  const missing = (params as { missingProperty?: string }).missingProperty
  const named = keyword === 'required' ? missing : keyword === 'additionalProperties' ? extra : undefined
  return { field: [...path, ...(named ? [named] : [])].join('.'), message: message ?? keyword, rule: keyword }
}
