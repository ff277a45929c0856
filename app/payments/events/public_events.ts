import { currency, minor, record, text } from '#core/json_schema'
import { definePublicEvent } from '#core/outbox/public_events'

const schema = record({ intent_id: text(36), order_id: text(36), amount_minor: minor(), currency })

definePublicEvent({
  name: 'payments.payment_refunded.v1',
  summary: 'The payment provider gave the money of an order back to the buyer. Told to plugins of the platform only.',
  aggregate: 'payment operation',
  schema,
})
definePublicEvent({
  name: 'payments.refund_failed.v1',
  summary: 'The payment provider refused a refund: the money is in escrow again. Told to plugins of the platform only.',
  aggregate: 'payment operation',
  schema,
})
