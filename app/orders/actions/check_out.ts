import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { faultPoint } from '#core/fault_point'
import { CapturePayment } from '#payments/actions/capture_payment'
import { findActionUrl } from '#payments/queries/operations'
import { PlaceOrder, type PlaceOrderInput } from '#orders/actions/place_order'
import { SettleGroup } from '#orders/actions/settle_group'
import { PaymentDeclined } from '#orders/exceptions/checkout'
import { findPlacement, type Placement } from '#orders/queries/find_placement'

export type CheckOutput = Placement & {
  /** `pending`: the provider has not said; the order waits and the buyer is told later. */
  payment: 'paid' | 'pending'
  /** Where the buyer pays, at a provider that takes cards in its own form only. */
  paymentUrl: string | null
  replayed: boolean
}

/**
 * Place → pay → settle, each in transactions of its own. A crash between any two loses the answer only: payments finds
 * out what became of the charge and its event settles the orders. Calling again with the same key continues.
 */
@inject()
export class CheckOut {
  constructor(
    private readonly placeOrder: PlaceOrder,
    private readonly capturePayment: CapturePayment,
    private readonly settleGroup: SettleGroup
  ) {}

  /** Throws `E_PAYMENT_DECLINED` (402) once the orders are cancelled and their stock is free. */
  async handle(input: PlaceOrderInput): Promise<CheckOutput> {
    const { groupId, intentId, replayed } = await this.placeOrder.handle(input)
    const { state, declineCode } = await this.capturePayment.handle({ intentId, methodToken: input.methodToken })
    faultPoint('orders.payment_answered')
    if (state === 'captured' || state === 'declined') await this.settleGroup.handle({ groupId, outcome: state })
    if (state === 'declined' || state === 'cancelled') throw new PaymentDeclined(declineCode)
    faultPoint('orders.settled')
    const placement = await findPlacement(db, groupId)
    if (state === 'captured') return { ...placement!, payment: 'paid', paymentUrl: null, replayed }
    return { ...placement!, payment: 'pending', paymentUrl: await findActionUrl(db, intentId), replayed }
  }
}
