import { Clock } from '#core/clock'
import { ProviderUnreachable, WebhookRefused } from '#payments/exceptions'
import { outcomeOf, tokenForCard, type CardOutcome } from '#payments/providers/sandbox/card_outcomes'
import { lookUp, record, refundable } from '#payments/providers/sandbox/sandbox_books'
import { isGenuine } from '#payments/providers/sandbox/webhook_signature'
import type {
  Card,
  ChargeRequest,
  FindRequest,
  PaymentProvider,
  ProviderAnswer,
  ProviderNotice,
  RefundRequest,
  WebhookRequest,
} from '#payments/providers/provider'

/**
 * A payment provider that takes no money and otherwise behaves like a remote one: idempotent by key, outcomes
 * chosen by the card number, answers that get lost, refunds no larger than the charge, signed notifications.
 */
export class SandboxProvider implements PaymentProvider {
  readonly name = 'sandbox'
  readonly takesCards = true
  readonly #lost = new Set<string>()

  constructor(private readonly webhookSecret: string) {}

  async tokenize(card: Card): Promise<string> {
    return tokenForCard(card.number)
  }

  async charge({ key, amount, methodToken }: ChargeRequest): Promise<ProviderAnswer> {
    const outcome = outcomeOf(methodToken)
    if (outcome.kind === 'lost_request' && this.#isFirst(key)) throw new ProviderUnreachable()
    const repeated = outcome.kind === 'lost_answer' && (await lookUp(key))
    if (repeated) return repeated
    const answer = await record({ key, kind: 'charge', amount, errorCode: errorOf(outcome) })
    if (outcome.kind === 'lost_answer') throw new ProviderUnreachable()
    return answer
  }

  async refund({ key, amount, chargeRef }: RefundRequest): Promise<ProviderAnswer> {
    const known = await lookUp(key)
    if (known) return known
    const errorCode = (await refundable(chargeRef)) < amount.amount ? 'amount_too_large' : null
    return record({ key, kind: 'refund', chargeRef, amount, errorCode })
  }

  find({ key }: FindRequest): Promise<ProviderAnswer | null> {
    return lookUp(key)
  }

  async parseWebhook({ raw, headers }: WebhookRequest): Promise<ProviderNotice> {
    const notice = { raw, timestamp: headers['sandbox-timestamp'] ?? '', signature: headers['sandbox-signature'] ?? '' }
    if (!isGenuine(this.webhookSecret, notice, Clock.now().toUnixInteger())) throw new WebhookRefused()
    return readNotice(raw)
  }

  /** The first request under a key is lost on its way; its repetition arrives. */
  #isFirst(key: string): boolean {
    if (this.#lost.has(key)) return false
    this.#lost.add(key)
    return true
  }
}

function errorOf(outcome: CardOutcome): string | null {
  if (outcome.kind === 'declined') return outcome.code
  return outcome.kind === 'lost_answer' && outcome.then === 'declined' ? 'card_declined' : null
}

function readNotice(raw: string): ProviderNotice {
  try {
    const { event_id: eventId, operation_key: operationKey } = JSON.parse(raw) as Record<string, unknown>
    if (isShortText(eventId) && isShortText(operationKey)) return { eventId, operationKey }
  } catch {
    // falls through to the refusal below
  }
  throw new WebhookRefused()
}

const isShortText = (value: unknown): value is string => typeof value === 'string' && value.length > 0 && value.length <= 200
