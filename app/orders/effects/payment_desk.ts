import { inject } from '@adonisjs/core'
import { CancelPayment } from '#payments/actions/cancel_payment'
import { RequestRefund } from '#payments/actions/request_refund'
import { PaymentInFlight, PaymentNotPayable } from '#payments/exceptions'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What orders ask of payments inside their own transaction. Money itself moves in the payments domain. */
@inject()
export class PaymentDesk {
  constructor(
    private readonly cancelPayment: CancelPayment,
    private readonly requestRefund: RequestRefund
  ) {}

  /** Whether the payment was given up for good; false while a charge may be on its way, or has arrived. */
  async giveUp(trx: TransactionClientContract, { paymentIntentId }: LockedOrder): Promise<boolean> {
    if (!paymentIntentId) return true
    try {
      await this.cancelPayment.handle({ trx, intentId: paymentIntentId })
      return true
    } catch (error) {
      if (error instanceof PaymentInFlight || error instanceof PaymentNotPayable) return false
      throw error
    }
  }

  /** All that was paid for these orders goes back, once per order, whatever asks for it. */
  async refund(trx: TransactionClientContract, orders: LockedOrder[]): Promise<void> {
    for (const { id, paymentIntentId } of orders) {
      if (paymentIntentId) await this.requestRefund.handle({ trx, intentId: paymentIntentId, orderId: id, key: `order:${id}` })
    }
  }
}
