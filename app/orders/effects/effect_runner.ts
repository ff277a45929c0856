import { inject } from '@adonisjs/core'
import { releaseEscrow } from '#orders/effects/escrow'
import { PaymentDesk } from '#orders/effects/payment_desk'
import { StockEffects } from '#orders/effects/stock'
import { PaymentInFlight } from '#orders/exceptions/transition'
import type { Actor } from '#core/actor'
import type { LockedOrder } from '#orders/transitions/locked_order'
import type { Effect, Transition } from '#orders/transitions/transition'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Change = { transition: Transition; orders: LockedOrder[] }

/** Carries out what a row of the table names. Money and stock move in the transaction of the state change or not at all. */
@inject()
export class EffectRunner {
  constructor(
    private readonly stock: StockEffects,
    private readonly payments: PaymentDesk
  ) {}

  /** Throws `E_PAYMENT_IN_FLIGHT` where a guard does not hold. */
  async check(trx: TransactionClientContract, { transition, orders }: Change): Promise<void> {
    if (transition.guard !== 'payment_not_in_flight') return
    for (const order of orders) {
      if (!(await this.payments.giveUp(trx, order))) throw new PaymentInFlight()
    }
  }

  async run(trx: TransactionClientContract, { transition, orders, actor }: Change & { actor: Actor }): Promise<void> {
    for (const effect of transition.effects ?? []) await this.#effects[effect](trx, orders, actor)
  }

  readonly #effects: Record<Effect, (trx: TransactionClientContract, orders: LockedOrder[], actor: Actor) => Promise<void>> = {
    consume_stock: (trx, orders, actor) => this.stock.consume(trx, orders, actor),
    release_stock: (trx, orders, actor) => this.stock.release(trx, orders, actor),
    return_stock: (trx, orders, actor) => this.stock.giveBack(trx, orders, actor),
    release_escrow: (trx, orders) => releaseEscrow(trx, orders),
    refund_buyer: (trx, orders) => this.payments.refund(trx, orders),
  }
}
