import { ORDER_STATES } from '#orders/states'

type Schema = Record<string, unknown>

const text: Schema = { type: 'string' }
const uuid: Schema = { type: 'string', format: 'uuid' }
const whole: Schema = { type: 'integer' }
const moment: Schema = { type: 'string', format: 'date-time' }
const state: Schema = { type: 'string', enum: [...ORDER_STATES] }
const nullable = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })
const list = (items: Schema): Schema => ({ type: 'array', items })
const object = (properties: Record<string, Schema>, optional: string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
})
const wrapped = (data: Schema) => object({ data })

const money = object({ amount: { type: 'integer', description: 'Minor units' }, currency: { type: 'string', pattern: '^[A-Z]{3}$' } })
const amounts = { subtotal: money, discount: money, total: money }
const totals = { ...amounts, shipping: money }
const days = { min_days: whole, max_days: whole, is_estimate: { type: 'boolean' } as Schema }
const kind = nullable({ type: 'string', enum: ['courier', 'point', 'post'] })
const delivery = object({ code: text, title: text, kind, ...days, plugin: text, version: text })
const option = object({ id: text, title: text, kind, price: money, ...days, plugin: text, version: text })
const discount = object({ plugin: text, version: text, label: text, amount: money })
const contact = object({ name: text, email: text, phone: nullable(text) })
const address = object({ country: text, city: text, line: text, postcode: nullable(text) })

const listed = object(
  {
    id: uuid,
    number: whole,
    group_id: uuid,
    state,
    seller: text,
    ...totals,
    title: text,
    lines: whole,
    created_at: moment,
    state_changed_at: moment,
    buyer: text,
  },
  ['buyer']
)
const orderLine = object({
  id: uuid,
  product_id: uuid,
  offer_id: uuid,
  sku: text,
  title: text,
  quantity: whole,
  unit_price: money,
  ...amounts,
  discounts: list(discount),
})
const step = object({ event: text, from: text, to: text, by: text, reason: nullable(text), at: moment })
const quoteLine = object({ offer_id: uuid, title: text, quantity: whole, unit_price: money, ...amounts, discounts: list(discount) })

export const orderListSchema = object({ data: list(listed), meta: object({ next_cursor: nullable(text), limit: whole }) })

export const orderSchema = wrapped(
  object({
    id: uuid,
    number: whole,
    group_id: uuid,
    state,
    version: whole,
    seller: text,
    ...totals,
    delivery: nullable(delivery),
    contact,
    address,
    lines: list(orderLine),
    history: list(step),
    created_at: moment,
  })
)

const quotedOrder = object({
  seller_id: uuid,
  seller: text,
  ...totals,
  delivery: nullable({ type: 'string', description: 'The option counted in the total' }),
  delivery_options: list(option),
  lines: list(quoteLine),
})

export const quoteSchema = wrapped(object({ ...totals, orders: list(quotedOrder) }))

export const checkoutSchema = wrapped(
  object({
    group_id: uuid,
    payment: { type: 'string', enum: ['paid', 'pending'] },
    payment_url: { type: ['string', 'null'], description: 'Where the buyer pays, at a provider that takes cards in its own form' },
    ...totals,
    orders: list(object({ id: uuid, number: whole, state, seller: text, total: money })),
  })
)

export const cartSchema = wrapped(
  object({
    items: list(
      object({
        offer_id: uuid,
        title: text,
        seller: text,
        quantity: whole,
        unit_price: money,
        available: whole,
        problem: nullable({ type: 'string', enum: ['gone', 'short', 'price'] }),
      })
    ),
  })
)
