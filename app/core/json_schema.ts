/** Short forms of JSON Schema for contracts with plugins: what they get may grow, what they answer is bounded. */

/** @param maxLength characters */
export const text = (maxLength: number, description?: string) => ({ type: 'string', maxLength, ...(description ? { description } : {}) })

/** A whole number from 0, or from `minimum`. */
export const count = (description?: string, minimum = 0) => ({
  type: 'integer',
  minimum,
  maximum: Number.MAX_SAFE_INTEGER,
  ...(description ? { description } : {}),
})

/** Minor units of the currency beside it. */
export const minor = (description = 'Minor units') => count(description)

export const currency = { type: 'string', pattern: '^[A-Z]{3}$', description: 'ISO 4217' }

export const instant = { type: 'string', maxLength: 40, description: 'RFC 3339, UTC' }

/** Yes or no. */
export const flag = (description?: string) => ({ type: 'boolean', ...(description ? { description } : {}) })

/** One of these words. */
export const oneOf = (values: readonly string[], description?: string) => ({ enum: [...values], ...(description ? { description } : {}) })

/** A list with an end: a document without one promises pages of any size. */
export const list = (items: object, maxItems: number, description?: string) => ({
  type: 'array',
  maxItems,
  items,
  ...(description ? { description } : {}),
})

/** An object; every property is required but those named optional. Unknown properties are let through and ignored. */
export const record = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
})

/** What may be null or left out is still of its own kind otherwise. */
export const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })
