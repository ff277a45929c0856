import type { OrderEvent, OrderRole, OrderState } from '#orders/states'
import type { SettingDefinition } from '#core/settings/define_setting'

/** What must hold besides state and role; checked under the order's lock. */
export type Guard = 'payment_not_in_flight'

/** What happens with the change, in its transaction. */
export type Effect = 'consume_stock' | 'release_stock' | 'return_stock' | 'release_escrow' | 'refund_buyer'

/** The clock fires the event this long after the state was entered. */
export type Timeout = { setting: SettingDefinition<number>; unit: 'minutes' | 'hours' | 'days' }

export type Transition = {
  from: OrderState
  event: OrderEvent
  to: OrderState
  by: readonly OrderRole[]
  guard?: Guard
  effects?: readonly Effect[]
  after?: Timeout
}
