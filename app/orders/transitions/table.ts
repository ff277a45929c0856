import { acceptHours, completeDays, unpaidMinutes } from '#orders/settings'
import type { OrderEvent, OrderState } from '#orders/states'
import type { Transition } from '#orders/transitions/transition'

const refund = ['return_stock', 'refund_buyer'] as const

/** Every way an order may change. What is not a row here does not happen, whoever asks. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'draft', event: 'place', to: 'awaiting_payment', by: ['buyer'] },

  { from: 'awaiting_payment', event: 'capture', to: 'paid', by: ['system'], effects: ['consume_stock'] },
  { from: 'awaiting_payment', event: 'decline', to: 'cancelled', by: ['system'], effects: ['release_stock'] },
  {
    from: 'awaiting_payment',
    event: 'expire',
    to: 'cancelled',
    by: ['system'],
    guard: 'payment_not_in_flight',
    effects: ['release_stock'],
    after: { setting: unpaidMinutes, unit: 'minutes' },
  },
  {
    from: 'awaiting_payment',
    event: 'cancel',
    to: 'cancelled',
    by: ['buyer', 'operator'],
    guard: 'payment_not_in_flight',
    effects: ['release_stock'],
  },
  // Money that came for an order given up meanwhile is sent back at once.
  { from: 'cancelled', event: 'capture', to: 'cancelled', by: ['system'], effects: ['refund_buyer'] },

  { from: 'paid', event: 'accept', to: 'accepted', by: ['seller'] },
  { from: 'paid', event: 'expire', to: 'cancelled', by: ['system'], effects: refund, after: { setting: acceptHours, unit: 'hours' } },
  { from: 'paid', event: 'cancel', to: 'cancelled', by: ['buyer', 'seller', 'operator'], effects: refund },
  { from: 'accepted', event: 'pack', to: 'packed', by: ['seller'] },
  { from: 'accepted', event: 'cancel', to: 'cancelled', by: ['seller', 'operator'], effects: refund },
  { from: 'packed', event: 'ship', to: 'shipped', by: ['seller'] },
  { from: 'packed', event: 'cancel', to: 'cancelled', by: ['seller', 'operator'], effects: refund },
  { from: 'shipped', event: 'deliver', to: 'delivered', by: ['seller', 'operator', 'system'] },
  {
    from: 'delivered',
    event: 'complete',
    to: 'completed',
    by: ['buyer', 'system'],
    effects: ['release_escrow'],
    after: { setting: completeDays, unit: 'days' },
  },

  { from: 'delivered', event: 'request_return', to: 'return_requested', by: ['buyer'] },
  { from: 'return_requested', event: 'approve_return', to: 'return_in_transit', by: ['seller', 'operator'] },
  { from: 'return_requested', event: 'refuse_return', to: 'delivered', by: ['seller'] },
  { from: 'return_requested', event: 'open_dispute', to: 'dispute', by: ['buyer'] },
  { from: 'return_in_transit', event: 'receive_return', to: 'returned', by: ['seller', 'operator'], effects: refund },
  { from: 'delivered', event: 'open_dispute', to: 'dispute', by: ['buyer'] },
  { from: 'dispute', event: 'resolve_for_buyer', to: 'returned', by: ['operator'], effects: ['refund_buyer'] },
  { from: 'dispute', event: 'resolve_for_seller', to: 'completed', by: ['operator'], effects: ['release_escrow'] },
]

const byKey = new Map(TRANSITIONS.map((row) => [`${row.from}:${row.event}`, row]))

export const findTransition = (from: OrderState, event: OrderEvent): Transition | undefined => byKey.get(`${from}:${event}`)

/** The transition the clock will fire in this state, if any. */
export const timedTransition = (state: OrderState): Transition | undefined => TRANSITIONS.find((row) => row.from === state && row.after)

export const transitionsFrom = (state: OrderState): Transition[] => TRANSITIONS.filter((row) => row.from === state)
