interface Schema {
  type?: string | string[]
  description?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  then?: Schema
  items?: Schema
  required?: string[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
}

const PLAIN: Record<string, string> = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }

/** A JSON Schema as a TypeScript type, indented by `depth` levels of two blanks. What the type can't say is left to the schema. */
export function schemaType(schema: object, depth = 0): string {
  const { type, enum: values, const: only, anyOf, oneOf, allOf } = schema as Schema
  if (only !== undefined) return JSON.stringify(only)
  if (values) return union(values.map((value) => JSON.stringify(value)))
  if (anyOf ?? oneOf) return union((anyOf ?? oneOf)!.map((part) => schemaType(part, depth)))
  if (allOf) return allOf.every(({ then }) => then) ? union(allOf.map(({ then }) => schemaType(then!, depth))) : intersection(allOf, depth)
  if (Array.isArray(type)) return union(type.map((one) => schemaType({ ...schema, type: one }, depth)))
  if (type === 'array') return arrayType(schema as Schema, depth)
  if (type === 'object') return objectType(schema as Schema, depth)
  return (type && PLAIN[type]) ?? 'unknown'
}

/** A doc comment in front of what it describes; nothing where there is nothing to say. */
export function docComment(text: string | undefined, depth: number): string {
  if (!text) return ''
  const lines = text.trim().replaceAll('*/', '*\u200b/').split('\n')
  if (lines.length === 1) return `${indent(depth)}/** ${lines[0]} */\n`
  return `${indent(depth)}/**\n${lines.map((line) => `${indent(depth)} * ${line}`.trimEnd()).join('\n')}\n${indent(depth)} */\n`
}

function arrayType({ items }: Schema, depth: number): string {
  const type = items ? schemaType(items, depth) : 'unknown'
  const isCompound = items && (items.enum ?? items.anyOf ?? items.oneOf ?? items.allOf ?? Array.isArray(items.type))
  return isCompound ? `(${type})[]` : `${type}[]`
}

function objectType({ properties, required = [], additionalProperties }: Schema, depth: number): string {
  const rest = typeof additionalProperties === 'object' ? schemaType(additionalProperties, depth) : 'unknown'
  if (!properties || Object.keys(properties).length === 0) return `Record<string, ${rest}>`
  const lines = Object.entries(properties).map(([name, property]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
    const optional = required.includes(name) ? '' : '?'
    return `${docComment(property.description, depth + 1)}${indent(depth + 1)}${key}${optional}: ${schemaType(property, depth + 1)}`
  })
  return `{\n${lines.join('\n')}\n${indent(depth)}}`
}

const intersection = (parts: Schema[], depth: number): string => parts.map((part) => schemaType(part, depth)).join(' & ')

const union = (types: string[]): string => [...new Set(types)].join(' | ')

const indent = (depth: number): string => '  '.repeat(depth)
