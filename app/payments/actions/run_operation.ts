import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import logger from '@adonisjs/core/services/logger'
import { faultPoint } from '#core/fault_point'
import { SettleCharge } from '#payments/actions/settle_charge'
import { SettleRefund } from '#payments/actions/settle_refund'
import { PaymentProviders } from '#payments/providers/payment_providers'
import { findCharge } from '#payments/queries/operations'
import type { PaymentProvider, ProviderAnswer } from '#payments/providers/provider'
import type { PaymentIntent, PaymentOperation, PaymentOutcome } from '#payments/types'

export type RunOperationInput = {
  operation: PaymentOperation
  intent: PaymentIntent
  /** Ask what became of it before sending it: the first sender may have died half-way. */
  askFirst?: boolean
}

/** How long a provider may take; its outcome is unknown afterwards. */
const PATIENCE_MS = 15_000

/** Sends one operation to its provider and settles what it answers. Safe to repeat: the key is the operation's id. */
@inject()
export class RunOperation {
  constructor(
    private readonly providers: PaymentProviders,
    private readonly settleCharge: SettleCharge,
    private readonly settleRefund: SettleRefund
  ) {}

  async handle({ operation, intent, askFirst = false }: RunOperationInput): Promise<PaymentOutcome> {
    const answer = await this.#ask(intent.provider, operation, askFirst)
    faultPoint('payments.provider_answered')
    const outcome = await this.#settle(operation, answer)
    faultPoint('payments.settled')
    return outcome
  }

  #settle(operation: PaymentOperation, answer: ProviderAnswer | null) {
    const settle = operation.op === 'charge' ? this.settleCharge : this.settleRefund
    return settle.handle({ operation, answer })
  }

  /** Null when no answer came, for whatever reason: an unexpected error must not be taken for a refusal. */
  async #ask(name: string, operation: PaymentOperation, askFirst: boolean): Promise<ProviderAnswer | null> {
    try {
      const provider = await this.providers.find(name)
      const { id: key, amount, providerRef: ref } = operation
      const known = askFirst ? await withinPatience(provider.find({ key, amount, ref })) : null
      return known ?? (await withinPatience(send(provider, operation)))
    } catch (error) {
      logger.warn({ err: error, operation: operation.id }, 'the payment provider gave no answer')
      return null
    }
  }
}

async function send(provider: PaymentProvider, operation: PaymentOperation): Promise<ProviderAnswer> {
  const { id: key, amount } = operation
  if (operation.op === 'charge') return provider.charge({ key, amount, methodToken: operation.methodToken ?? '' })
  const charge = await findCharge(db, operation.intentId)
  return provider.refund({ key, amount, chargeRef: charge?.providerRef ?? '' })
}

async function withinPatience<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the provider took too long')), PATIENCE_MS)
  })
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer))
}
