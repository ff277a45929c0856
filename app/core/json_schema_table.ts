type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  maxLength?: number
  maxItems?: number
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  additionalProperties?: Schema | boolean
}

/** The fields of a JSON Schema as a Markdown table, nested ones by their path; nothing where it names none. */
export function schemaTable(schema: object): string {
  const rows = fieldsOf(schema as Schema, '')
  return rows.length ? ['| field | type | what it is |', '|---|---|---|', ...rows].join('\n') : ''
}

function fieldsOf({ properties = {}, required = [] }: Schema, prefix: string): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const { inner, isNullable } = unwrapped(schema)
    const kind = [kindOf(inner), isNullable && 'null'].filter(Boolean).join(' or ')
    const path = `${prefix}${name}`
    const row = `| \`${path}\` | ${kind}${required.includes(name) ? '' : ', optional'} | ${inner.description ?? ''} |`
    return [row, ...nested(inner, path)]
  })
}

function nested({ items, ...schema }: Schema, path: string): string[] {
  return items ? nested(unwrapped(items).inner, `${path}[]`) : fieldsOf(schema, `${path}.`)
}

function unwrapped(schema: Schema): { inner: Schema; isNullable: boolean } {
  const [inner, other] = schema.anyOf ?? []
  return other?.type === 'null' ? { inner, isNullable: true } : { inner: schema, isNullable: false }
}

function kindOf({ enum: values, type, maxLength, maxItems, items }: Schema): string {
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ')
  if (items) return `list of ${kindOf(unwrapped(items).inner)}${maxItems ? `, up to ${maxItems}` : ''}`
  const kind = Array.isArray(type) ? type.join(' or ') : (type ?? 'any')
  return maxLength ? `${kind}, up to ${maxLength}` : kind
}
