import { TRANSITIONS } from '#orders/transitions/table'
import type { Random } from '#database/seeders/catalog/random'
import type { OrderEvent, OrderRole, OrderState } from '#orders/states'

export type Step = { event: OrderEvent; from: OrderState; to: OrderState; role: OrderRole; at: Date }

const HOUR = 3_600_000
const DAY = 24 * HOUR

type Plan = [event: OrderEvent, role: OrderRole, least: number, most: number][]

/** What happens after an order was placed, and how long each step takes. */
const FULFILLED: Plan = [
  ['capture', 'system', 5_000, 60_000],
  ['accept', 'seller', HOUR / 4, 20 * HOUR],
  ['pack', 'seller', HOUR, 12 * HOUR],
  ['ship', 'seller', 2 * HOUR, 24 * HOUR],
  ['deliver', 'seller', DAY, 6 * DAY],
]
const COMPLETED: Plan = [...FULFILLED, ['complete', 'system', 14 * DAY, 14 * DAY]]
const RETURNED: Plan = [
  ...FULFILLED,
  ['request_return', 'buyer', DAY, 6 * DAY],
  ['approve_return', 'seller', HOUR, DAY],
  ['receive_return', 'seller', DAY, 5 * DAY],
]
const CANCELLED: Plan = [FULFILLED[0], ['cancel', 'buyer', HOUR / 6, 5 * HOUR]]
const DECLINED: Plan = [['decline', 'system', 5_000, 60_000]]

/** The life of one order so far, by the same table of transitions as in life. Steps that lie ahead have not happened. */
export function tellStory(random: Random, placedAt: Date, now: Date): Step[] {
  const steps: Step[] = [{ event: 'place', from: 'draft', to: 'awaiting_payment', role: 'buyer', at: placedAt }]
  for (const [event, role, least, most] of chooseFate(random)) {
    const last = steps.at(-1)!
    const at = new Date(last.at.getTime() + random.between(least, most))
    const transition = TRANSITIONS.find((row) => row.from === last.to && row.event === event)
    if (!transition || at > now) break
    steps.push({ event, from: last.to, to: transition.to, role, at })
  }
  return steps
}

function chooseFate(random: Random): Plan {
  const luck = random.next()
  if (luck < 0.03) return DECLINED
  if (luck < 0.05) return CANCELLED
  if (luck < 0.08) return RETURNED
  return COMPLETED
}

/** Two orders of one purchase share their payment, so both were paid, or neither. */
export const wasPaid = (steps: Step[]) => steps.some(({ event }) => event === 'capture')

/** The step by which the buyer got the money back, if it came to that. */
export const refundStep = (steps: Step[]) =>
  steps.find(({ event, from }) => event === 'receive_return' || (event === 'cancel' && from !== 'awaiting_payment'))
