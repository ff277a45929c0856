import { Money } from '#core/money/money'
import { CardsNotTaken, ProviderUnreachable, WebhookRefused } from '#payments/exceptions'
import { paymentProviderHook, type PaymentProviderAnswer, type PaymentProviderInput } from '#payments/hooks/payment_provider'
import type { HookAnswer, HookCaller } from '#runtime/hooks/hook_caller'
import type { Installation } from '#runtime/installations/installation'
import type {
  ChargeRequest,
  FindRequest,
  PaymentProvider,
  ProviderAnswer,
  ProviderNotice,
  RefundRequest,
  WebhookRequest,
} from '#payments/providers/provider'

const PREFIX = 'plugin.'
/** What a buyer's bank prints beside the sum. */
const DESCRIPTION = 'Rialto'

export const providerNameOf = (installationId: string): string => `${PREFIX}${installationId}`

/** The installation that a provider's name means; null for one of our own. */
export const installationIdOf = (name: string): string | null => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null)

/**
 * A payment provider served by a plugin. Whatever the plugin does wrong is taken for no answer: the operation stays unknown and
 * is asked about again, under the key that moves money once.
 */
export class PluginProvider implements PaymentProvider {
  readonly name: string
  /** Card numbers are not for strangers' code: a provider behind a plugin brings its own form. */
  readonly takesCards = false

  constructor(
    private readonly hooks: HookCaller,
    private readonly installation: Installation
  ) {
    this.name = providerNameOf(installation.id)
  }

  tokenize(): Promise<string> {
    return Promise.reject(new CardsNotTaken())
  }

  async charge({ key, amount, methodToken }: ChargeRequest): Promise<ProviderAnswer> {
    const request = { operation: 'create', key, ...moneyOf(amount), method_token: methodToken, description: DESCRIPTION } as const
    const created = await this.#ask(request)
    if (created.state === 'authorized') return this.#capture({ key, amount, ref: created.ref ?? null })
    return read(created)
  }

  async refund({ key, amount, chargeRef }: RefundRequest): Promise<ProviderAnswer> {
    return read(await this.#ask({ operation: 'refund', key, ...moneyOf(amount), charge_ref: chargeRef }))
  }

  async find({ key, amount, ref }: FindRequest): Promise<ProviderAnswer | null> {
    const found = await this.#ask({ operation: 'find', key, ...(ref === null ? {} : { ref }) })
    if (found.state === 'not_found') return null
    // Held before we died, or before its answer was lost: the money has still to be taken.
    return found.state === 'authorized' ? this.#capture({ key, amount, ref: found.ref ?? null }) : read(found)
  }

  async parseWebhook({ method, query, headers, raw }: WebhookRequest): Promise<ProviderNotice> {
    const input = { operation: 'parse_webhook', request: { method, query, headers, body: raw } } as const
    const { notice, reply } = outputOf(await this.hooks.askForStranger(paymentProviderHook, this.installation, input))
    if (!notice) throw new WebhookRefused()
    return { eventId: notice.event_id, operationKey: notice.operation_key, reply }
  }

  async #capture({ key, amount, ref }: FindRequest): Promise<ProviderAnswer> {
    if (ref === null) throw new ProviderUnreachable()
    return read(await this.#ask({ operation: 'capture', key, ...moneyOf(amount), ref }))
  }

  async #ask(input: PaymentProviderInput): Promise<PaymentProviderAnswer> {
    return outputOf(await this.hooks.ask(paymentProviderHook, this.installation, input))
  }
}

function outputOf(answer: HookAnswer<PaymentProviderAnswer> | null): PaymentProviderAnswer {
  if (!answer) throw new ProviderUnreachable()
  return answer.output
}

const moneyOf = ({ amount, currency }: Money) => ({ amount, currency })

/** An answer that leaves out what its state needs is no answer. */
function read({ state, ref, amount, currency, code, action_url: actionUrl }: PaymentProviderAnswer): ProviderAnswer {
  if (state === 'pending' || state === 'authorized') return { state: 'pending', ref: ref ?? null, actionUrl }
  if (state === 'failed' && code) return { state, ref: ref ?? null, code }
  if (state === 'succeeded' && ref && amount !== undefined && currency) return { state, ref, amount: Money.of(amount, currency) }
  throw new ProviderUnreachable()
}
