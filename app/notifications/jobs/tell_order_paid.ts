import { inject } from '@adonisjs/core'
import { Notify, type Notice } from '#notifications/actions/notify'
import { listTenantRecipients } from '#notifications/queries/recipients'
import { amountParam } from '#notifications/amount_param'
import type { DomainEvent } from '#core/outbox/event'
import type { EventBatch, Job } from '#core/jobs/types'

type OrderPaid = {
  order_id: string
  number: number
  buyer_id: string
  seller_tenant_id: string
  seller_name: string
  total_minor: number
  currency: string
}

/** A receipt for the buyer, by mail too; a note for the seller's people who handle orders. */
@inject()
export default class TellOrderPaid implements Job<EventBatch> {
  constructor(private notify: Notify) {}

  async handle({ events }: EventBatch) {
    const paid = events as DomainEvent<OrderPaid>[]
    const tenants = new Set(paid.map(({ payload }) => payload.seller_tenant_id))
    const people = new Map<string, string[]>()
    for (const tenant of tenants) people.set(tenant, await listTenantRecipients(tenant, ['owner', 'admin', 'user']))
    await this.notify.handleAll(paid.flatMap((event) => noticesOf(event, people.get(event.payload.seller_tenant_id)!)))
  }
}

function noticesOf(event: DomainEvent<OrderPaid>, sellers: string[]): { event: DomainEvent<OrderPaid>; notice: Notice }[] {
  const { order_id: orderId, number, buyer_id: buyerId, seller_name: seller, total_minor: totalMinor, currency } = event.payload
  const params = { number: String(number), seller, amount: amountParam(totalMinor, currency) }
  return [
    { event, notice: { userIds: [buyerId], kind: 'orders.order_paid', params, link: `/account/orders/${orderId}`, mail: true } },
    {
      event,
      notice: {
        userIds: sellers,
        kind: 'orders.order_received',
        params,
        link: `/seller/orders/${orderId}`,
        mail: false,
        tenantId: event.tenantId,
      },
    },
  ]
}
