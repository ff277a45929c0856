import { inject } from '@adonisjs/core'
import { Notify, type Notice } from '#notifications/actions/notify'
import { listTenantRecipients } from '#notifications/queries/recipients'
import { amountParam } from '#notifications/amount_param'
import type { DomainEvent } from '#core/outbox/event'
import type { EventBatch, Job } from '#core/jobs/types'

type OrderPaid = {
  orderId: string
  number: number
  buyerId: string
  sellerTenantId: string
  sellerName: string
  totalMinor: number
  currency: string
}

/** A receipt for the buyer, by mail too; a note for the seller's people who handle orders. */
@inject()
export default class TellOrderPaid implements Job<EventBatch> {
  constructor(private notify: Notify) {}

  async handle({ events }: EventBatch) {
    const paid = events as DomainEvent<OrderPaid>[]
    const tenants = new Set(paid.map(({ payload }) => payload.sellerTenantId))
    const people = new Map<string, string[]>()
    for (const tenant of tenants) people.set(tenant, await listTenantRecipients(tenant, ['owner', 'admin', 'user']))
    await this.notify.handleAll(paid.flatMap((event) => noticesOf(event, people.get(event.payload.sellerTenantId)!)))
  }
}

function noticesOf(event: DomainEvent<OrderPaid>, sellers: string[]): { event: DomainEvent<OrderPaid>; notice: Notice }[] {
  const { orderId, number, buyerId, sellerName, totalMinor, currency } = event.payload
  const params = { number: String(number), seller: sellerName, amount: amountParam(totalMinor, currency) }
  return [
    { event, notice: { userIds: [buyerId], kind: 'orders.order_paid', params, link: `/account/orders/${orderId}`, mail: true } },
    { event, notice: { userIds: sellers, kind: 'orders.order_received', params, link: `/seller/orders/${orderId}`, mail: false } },
  ]
}
