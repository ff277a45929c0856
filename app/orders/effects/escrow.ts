import { newId } from '#core/ids'
import { Money } from '#core/money/money'
import { post } from '#ledger/actions/post_transaction'
import { releaseOrder } from '#ledger/postings'
import { sumCommissions } from '#orders/queries/sum_commissions'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The order is completed: the seller's share, ours and the state's leave escrow together and empty it. */
export async function releaseEscrow(trx: TransactionClientContract, orders: LockedOrder[]): Promise<void> {
  const commissions = await sumCommissions(
    trx,
    orders.map(({ id }) => id)
  )
  for (const order of orders) {
    const { amountMinor, vatMinor } = commissions.get(order.id)!
    const held = Money.of(order.totalMinor + order.platformDiscountMinor, order.currency)
    const commission = Money.of(amountMinor, order.currency)
    const vat = Money.of(vatMinor, order.currency)
    const toSeller = held.minus(commission).minus(vat)
    const entries = releaseOrder({ orderId: order.id, tenantId: order.tenantId, sellerId: order.sellerId, toSeller, commission, vat })
    // An order that costs nothing moves nothing.
    if (!entries.length) continue
    const source = { type: 'order', id: order.id }
    await post(trx, { id: newId(), tenantId: null, kind: 'orders.completed', source, idempotencyKey: `order:${order.id}`, entries })
  }
}
