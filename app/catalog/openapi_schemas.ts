type Schema = Record<string, unknown>

const text: Schema = { type: 'string' }
const uuid: Schema = { type: 'string', format: 'uuid' }
const moment: Schema = { type: 'string', format: 'date-time' }
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const list = (items: Schema): Schema => ({ type: 'array', items })
const object = <Properties extends Record<string, Schema>>(properties: Properties) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})

export const moneySchema = object({
  amount: { type: 'integer', description: 'Minor units' },
  currency: { type: 'string', pattern: '^[A-Z]{3}$' },
})
export const pageMetaSchema = object({ next_cursor: nullable(text), limit: { type: 'integer' } })

const names: Schema = { type: 'object', additionalProperties: text, description: 'Language → name' }
const category = object({ id: uuid, slug: text, names })
const offer = object({ id: uuid, sku: text, available: { type: 'integer' }, price: moneySchema })
const variant = object({ id: uuid, barcode: nullable(text), options: { type: 'object', additionalProperties: text }, offers: list(offer) })

const card: Record<string, Schema> = {
  id: uuid,
  slug: text,
  title: text,
  brand: text,
  language: { type: 'string', enum: ['ru', 'en'] },
  price: moneySchema,
  in_stock: { type: 'boolean' },
  image_url: nullable(text),
  category: nullable(category),
  seller: object({ id: uuid, name: text, slug: text, is_verified: { type: 'boolean' } }),
  published_at: moment,
}

export const productListSchema = object({ data: list(object(card)), meta: pageMetaSchema })

export const productSchema = object({
  data: object({
    ...card,
    description: text,
    attributes: { type: 'object', additionalProperties: text },
    category_trail: list(category),
    variants: list(variant),
    version: { type: 'integer' },
    updated_at: moment,
  }),
})

export const categoryListSchema = object({
  data: list(
    object({
      id: uuid,
      slug: text,
      names,
      parent_id: nullable(uuid),
      position: { type: 'integer' },
      children: { type: 'array', items: { type: 'object', description: 'Categories of the same shape' } },
    })
  ),
})

const ownRow = {
  id: uuid,
  slug: text,
  title: text,
  brand: text,
  status: { type: 'string', enum: ['draft', 'in_review', 'published', 'hidden'] },
  price: nullable(moneySchema),
  available: { type: 'integer' },
  version: { type: 'integer' },
  updated_at: moment,
}
const ownOffer = object({
  id: uuid,
  sku: text,
  barcode: nullable(text),
  weight_grams: nullable({ type: 'integer' }),
  options: { type: 'object', additionalProperties: text },
  price: moneySchema,
  on_hand: { type: 'integer' },
  reserved: { type: 'integer' },
})

export const ownProductListSchema = object({ data: list(object(ownRow)), meta: pageMetaSchema })

export const ownProductSchema = object({
  data: object({
    ...ownRow,
    description: text,
    language: { type: 'string', enum: ['ru', 'en'] },
    category_id: uuid,
    attributes: { type: 'object', additionalProperties: text },
    image_url: nullable(text),
    published_at: nullable(moment),
    created_at: moment,
    offers: list(ownOffer),
  }),
})
