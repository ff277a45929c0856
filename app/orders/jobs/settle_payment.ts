import { inject } from '@adonisjs/core'
import { SettleGroup } from '#orders/actions/settle_group'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type PaymentSettled = DomainEvent<{ sourceType: string; sourceId: string }>

/** Checkout usually was here first; after a crash, or an answer that came late, this is what settles the orders. */
@inject()
export default class SettlePayment implements Job {
  constructor(private readonly settleGroup: SettleGroup) {}

  async handle({ name, payload }: PaymentSettled) {
    if (payload.sourceType !== 'order_group') return
    await this.settleGroup.handle({ groupId: payload.sourceId, outcome: name.includes('captured') ? 'captured' : 'declined' })
  }
}
