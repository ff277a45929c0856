import type { Tone } from '#core/panels/tones'
import type { OrderState } from '#orders/states'

const TONES: Record<OrderState, Tone> = {
  draft: 'neutral',
  awaiting_payment: 'warn',
  paid: 'info',
  accepted: 'info',
  packed: 'info',
  shipped: 'info',
  delivered: 'good',
  completed: 'good',
  cancelled: 'bad',
  return_requested: 'warn',
  return_in_transit: 'warn',
  returned: 'neutral',
  dispute: 'bad',
}

export const stateTone = (state: OrderState): Tone => TONES[state]
