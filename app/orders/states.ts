export const ORDER_STATES = [
  'draft',
  'awaiting_payment',
  'paid',
  'accepted',
  'packed',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'return_requested',
  'return_in_transit',
  'returned',
  'dispute',
] as const

export type OrderState = (typeof ORDER_STATES)[number]

/** As whom somebody acts on an order; decided by the caller's rights, never by the request. */
export type OrderRole = 'buyer' | 'seller' | 'operator' | 'system'

export const ORDER_EVENTS = [
  'place',
  'capture',
  'decline',
  'expire',
  'accept',
  'pack',
  'ship',
  'deliver',
  'complete',
  'cancel',
  'request_return',
  'approve_return',
  'refuse_return',
  'receive_return',
  'open_dispute',
  'resolve_for_buyer',
  'resolve_for_seller',
] as const

export type OrderEvent = (typeof ORDER_EVENTS)[number]
