import { stateTone } from '#orders/tables/state_tone'
import { transitionsFrom } from '#orders/transitions/table'
import type { I18n } from '@adonisjs/i18n'
import type { HistoryRow, OrderView } from '#orders/queries/find_order'
import type { OrderEvent, OrderRole } from '#orders/states'

const ICONS: Partial<Record<OrderEvent, string>> = {
  place: 'shopping-cart',
  capture: 'credit-card',
  decline: 'x',
  expire: 'hourglass',
  accept: 'check',
  pack: 'package',
  ship: 'truck',
  deliver: 'home',
  complete: 'checks',
  cancel: 'x',
}

/** What a role may do with the order now. Steps that take a reason are asked for on a page of their own. */
export const stepsFor = (order: OrderView, role: OrderRole) =>
  transitionsFrom(order.state)
    .filter(({ by }) => by.includes(role))
    .map(({ event }) => ({ event, asks: ASKING.has(event) }))

const ASKING = new Set<OrderEvent>(['cancel', 'refuse_return', 'request_return', 'open_dispute'])

/** An order as its page shows it: nothing is left for the template to decide. */
export function orderPage(order: OrderView, role: OrderRole, i18n: I18n) {
  return {
    order,
    tone: stateTone(order.state),
    steps: stepsFor(order, role),
    timeline: order.history.toReversed().map((step) => timelineEntry(step, i18n)),
  }
}

const timelineEntry = (step: HistoryRow, i18n: I18n) => ({
  title: i18n.t(`orders.did_${step.event}`),
  at: step.at,
  by: step.actor_name ?? i18n.t(`orders.by_${step.actor_role}`),
  text: step.reason,
  icon: ICONS[step.event] ?? 'circle-dashed',
  tone: stateTone(step.to_state),
})
