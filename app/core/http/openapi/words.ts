/** Short forms of JSON Schema for what routes answer. */
export const string = { type: 'string' }
export const nullable = { type: ['string', 'null'] }
export const strings = { type: 'array', items: string }
export const uuid = { type: 'string', format: 'uuid' }
export const time = { type: 'string', format: 'date-time' }
export const nullableTime = { type: ['string', 'null'], format: 'date-time' }
export const integer = { type: 'integer' }
export const nullableInteger = { type: ['integer', 'null'] }
export const number = { type: 'number' }
export const nullableNumber = { type: ['number', 'null'] }
export const boolean = { type: 'boolean' }

/** Every property is there but those named optional. */
export const object = (properties: Record<string, unknown>, optional: string[] = []) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})

export const list = (items: object) => ({ type: 'array', items })

/** One thing, or all there are. */
export const dataSchema = (data: object) => object({ data })

/** Of a keyset-paginated list. */
export const page = (items: object) => object({ data: list(items), meta: object({ next_cursor: nullable, limit: integer }) })
