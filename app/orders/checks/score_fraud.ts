import { createHmac } from 'node:crypto'
import { inject } from '@adonisjs/core'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import { networkOf } from '#identity/network_of'
import { destinationOf, linesVisibleTo, sellersOf, totalOf } from '#orders/checks/what_plugins_see'
import { FRAUD_VERDICTS, fraudScoreHook, type FraudAnswer, type FraudInput, type FraudVerdict } from '#orders/hooks/fraud_score'
import { findBuyerRecord, type BuyerRecord } from '#orders/queries/find_buyer_record'
import { HookCaller, type HookAnswer } from '#runtime/hooks/hook_caller'
import { EnabledInstallations } from '#runtime/installations/enabled_installations'
import type { PlaceOrderInput } from '#orders/actions/place_order'
import type { Quote, QuotedLine } from '#orders/pricing/quote'

export type FraudReason = { plugin: string; version: string; code: string; message: string }
export type FraudFinding = { verdict: FraudVerdict; score: number; reasons: FraudReason[] }

const DIGEST_LENGTH = 32

/** Asks the plugins how risky a purchase is. Nobody to ask, or nobody who answers: null. */
@inject()
export class ScoreFraud {
  constructor(
    private readonly hooks: HookCaller,
    private readonly enabled: EnabledInstallations
  ) {}

  async handle(quote: Quote, input: PlaceOrderInput): Promise<FraudFinding | null> {
    try {
      const tenantIds = sellersOf(quote)
      const asked = await this.enabled.for(fraudScoreHook.id, tenantIds)
      // The buyer's record costs a query: it is looked up where somebody wants to know.
      if (asked.length === 0) return null
      const buyer = await findBuyerRecord(input.actor.userId)
      const answers = await this.hooks.call(fraudScoreHook, {
        tenantIds,
        input: ({ tenantId }) => inputOf({ currency: quote.currency, lines: linesVisibleTo(tenantId, quote), input, buyer }),
      })
      return answers.length > 0 ? combine(answers) : null
    } catch (error) {
      logger.error({ err: error }, 'plugins could not be asked about the risk of an order; it goes on without them')
      return null
    }
  }
}

/** The worst verdict, the highest score, all reasons. */
function combine(answers: HookAnswer<FraudAnswer>[]): FraudFinding {
  const worst = Math.max(...answers.map(({ output }) => FRAUD_VERDICTS.indexOf(output.verdict)))
  return {
    verdict: FRAUD_VERDICTS[worst],
    score: Math.max(...answers.map(({ output }) => output.score)),
    reasons: answers.flatMap(({ output, pluginName: plugin, pluginVersion: version }) =>
      output.reasons.map(({ code, message }) => ({ plugin, version, code, message: message.replace(/\p{Cc}+/gu, ' ') }))
    ),
  }
}

type Known = { currency: string; lines: QuotedLine[]; input: PlaceOrderInput; buyer: BuyerRecord }

function inputOf({ currency, lines, input, buyer }: Known): FraudInput | null {
  const { contact, address, actor } = input
  if (lines.length === 0) return null
  return {
    currency,
    total: totalOf(lines),
    lines: lines.length,
    pieces: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    buyer: { id: actor.userId, ...buyer },
    email_hash: digest('email', contact.email.trim().toLowerCase()),
    phone_hash: contact.phone ? digest('phone', contact.phone.replace(/\D/g, '')) : null,
    network_hash: actor.ip ? digest('network', networkOf(actor.ip)) : null,
    destination: destinationOf(address),
  }
}

/** Keyed, so that nobody can try all telephone numbers. */
const digest = (kind: string, value: string): string =>
  createHmac('sha256', `fraud:${kind}:${env.get('APP_KEY').release()}`)
    .update(value)
    .digest('hex')
    .slice(0, DIGEST_LENGTH)
