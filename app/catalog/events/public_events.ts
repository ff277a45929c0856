import { count, currency, minor, record, text } from '#core/json_schema'
import { definePublicEvent } from '#core/outbox/public_events'

const ofProduct = { seller_id: text(36), version: count('Grows with every change of the product') }

const product = (verb: string, summary: string, more: Record<string, object> = {}) =>
  definePublicEvent({ name: `catalog.${verb}.v1`, summary, aggregate: 'product', schema: record({ ...ofProduct, ...more }) })

product('product_published', 'A product can be bought now.')
product('product_updated', 'Title, description or attributes of a product changed.')
product('product_hidden', 'A product was taken out of the shop.')
product('offer_priced', 'An offer of a product has another price.', {
  offer_id: text(36),
  price: record({ amount: minor(), currency }),
})

definePublicEvent({
  name: 'catalog.stock_changed.v1',
  summary: 'What buyers may have of an offer went to zero or came back, or the seller counted anew.',
  aggregate: 'product',
  schema: record({ offer_id: text(36), available: count('Pieces that can be bought') }),
})
