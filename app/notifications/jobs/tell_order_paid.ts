import { inject } from '@adonisjs/core'
import { Notify } from '#notifications/actions/notify'
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
    for (const event of events) await this.tell(event as DomainEvent<OrderPaid>)
  }

  private async tell(event: DomainEvent<OrderPaid>) {
    const { orderId, number, buyerId, sellerTenantId, sellerName, totalMinor, currency } = event.payload
    const params = { number: String(number), seller: sellerName, amount: amountParam(totalMinor, currency) }
    await this.notify.handle(event, {
      userIds: [buyerId],
      kind: 'orders.order_paid',
      params,
      link: `/account/orders/${orderId}`,
      mail: true,
    })

    const sellers = await listTenantRecipients(sellerTenantId, ['owner', 'admin', 'user'])
    await this.notify.handle(event, {
      userIds: sellers,
      kind: 'orders.order_received',
      params,
      link: `/seller/orders/${orderId}`,
      mail: false,
    })
  }
}
