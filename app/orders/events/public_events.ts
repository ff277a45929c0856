import { count, currency, instant, list, minor, record, text } from '#core/json_schema'
import { definePublicEvent } from '#core/outbox/public_events'

/** Who bought and what people wrote as a reason is nobody's business outside. */
const placed = {
  order_id: text(36),
  number: count('As people see it'),
  group_id: text(36, 'What the buyer paid at once'),
  seller_tenant_id: text(36),
  seller_name: text(200),
  currency,
  total_minor: minor('What the buyer pays, in minor units'),
  occurred_at: instant,
}
const changed = { ...placed, from_state: text(40), state: text(40), event: text(40, 'The step, as the state machine names it') }

const line = record({
  line_id: text(36),
  offer_id: text(36),
  variant_id: text(36),
  product_id: text(36),
  category_id: text(36),
  sku: text(120),
  title: text(500),
  quantity: count(),
  unit_price_minor: minor(),
  revenue_minor: minor('What the buyer pays for the line'),
  discount_minor: minor(),
})
const sold = { ...changed, lines: list(line, 1_000) }

const order = (verb: string, summary: string, properties: Record<string, object> = changed) =>
  definePublicEvent({ name: `orders.${verb}.v1`, summary, aggregate: 'order', schema: record(properties) })

order('order_placed', 'An order waits for its payment.', placed)
order('order_paid', 'The buyer paid; the goods are the buyer’s.', sold)
order('order_accepted', 'The seller will send it.')
order('order_packed', 'The seller packed it.')
order('order_shipped', 'It left the seller.')
order('order_delivered', 'The buyer has it.')
order('order_completed', 'The time for returns is over, or the buyer was content: the seller is paid.')
order('order_cancelled', 'It was given up before it left: unpaid, declined or cancelled.')
order('order_return_requested', 'The buyer wants to give it back.')
order('order_return_approved', 'The seller takes it back; it is on its way.')
order('order_return_refused', 'The seller does not take it back.')
order('order_returned', 'The seller has it back.')
order('order_disputed', 'Buyer and seller do not agree; the marketplace decides.')
order('order_refunded', 'What was paid goes back to the buyer.', sold)
order('late_payment_returned', 'Money came after the order was given up and went back at once.')
