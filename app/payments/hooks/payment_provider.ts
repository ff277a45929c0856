import { currency, minor, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export const PAYMENT_OPERATIONS = ['create', 'capture', 'refund', 'find', 'parse_webhook'] as const

export type PaymentProviderInput = {
  operation: (typeof PAYMENT_OPERATIONS)[number]
  key?: string
  amount?: number
  currency?: string
  method_token?: string
  description?: string
  ref?: string
  charge_ref?: string
  request?: { method: string; query: string; headers: Record<string, string>; body: string }
}

export const PAYMENT_STATES = ['succeeded', 'authorized', 'pending', 'failed', 'not_found'] as const

export type PaymentProviderAnswer = {
  state?: (typeof PAYMENT_STATES)[number]
  ref?: string
  amount?: number
  currency?: string
  code?: string
  action_url?: string
  notice?: { event_id: string; operation_key: string }
  reply?: string
}

/** One hook for all it does: a provider that can take money but not give it back must not exist. */
export const paymentProviderHook = defineHook<PaymentProviderInput, PaymentProviderAnswer>({
  name: 'payment_provider',
  version: 1,
  title: 'Takes and returns money',
  summary: [
    'Asked for one thing at a time, named by `operation`, never inside a transaction:',
    '',
    '- `create`: take `amount` by `method_token`. `succeeded` where that is done in one step, `authorized` where the money is only held, `pending` while nobody knows, or until the buyer has paid at `action_url`.',
    '- `capture`: take what is held under `ref`; asked after `authorized`.',
    '- `refund`: give `amount` of `charge_ref` back.',
    '- `find`: what became of the request sent under `key`? `not_found` only where the provider surely never heard of it: it is then sent again.',
    '- `parse_webhook`: check the signature over `request.body`, byte for byte, and say which of our keys it is about. A notice is a hint; `find` tells the truth. An answer without `notice` refuses the notification. Anybody can send one: failing at it does not switch a plugin off.',
    '',
    'The same `key` must never move money twice: hand it to the provider as its idempotency key or order number. No answer, a wrong one or one that comes late is taken for “nobody knows”: the platform asks `find` until somebody does. A plugin that was switched off, by somebody or for failing in a row, takes no new payments; what was begun with it is brought to its end: `find`, `capture`, `refund` and `parse_webhook` go on being asked.',
  ].join('\n'),
  combine:
    'None: the installation that the setting `payments.provider` names takes new payments; each payment stays with the one that began it.',
  kind: 'provider',
  input: record(
    {
      operation: oneOf(PAYMENT_OPERATIONS),
      key: text(64, '`create`, `capture`, `refund`, `find`: names the request'),
      amount: minor('`create`, `capture`, `refund`'),
      currency,
      method_token: text(
        200,
        '`create`: what the provider’s own form gave for the buyer’s card; empty where the buyer pays at `action_url`'
      ),
      description: text(200, '`create`: for the buyer’s statement'),
      ref: text(200, '`capture`, and `find` where it is known: the provider’s name of it'),
      charge_ref: text(200, '`refund`: the provider’s name of the charge'),
      request: {
        ...record({ method: text(8), query: text(8_000), headers: { type: 'object' }, body: text(200_000) }),
        description:
          '`parse_webhook`: names of headers in small letters; without cookies, tokens of this platform and what proxies add of the sender',
      },
    },
    ['key', 'amount', 'currency', 'method_token', 'description', 'ref', 'charge_ref', 'request']
  ),
  output: record(
    {
      state: oneOf(PAYMENT_STATES, 'All but `parse_webhook`'),
      ref: { ...text(200, 'The provider’s name of it; with `succeeded` and `authorized`'), minLength: 1 },
      amount: minor('What was really taken or given back; with `succeeded`'),
      currency,
      code: { type: 'string', pattern: '^[a-z0-9_]{1,60}$', description: 'Why it `failed`: `insufficient_funds`, `card_declined`, …' },
      action_url: { type: 'string', pattern: '^https://', maxLength: 2_000, description: '`create`, with `pending`: where the buyer pays' },
      notice: {
        ...record({ event_id: { ...text(200), minLength: 1 }, operation_key: { ...text(200), minLength: 1 } }),
        description: '`parse_webhook`: the same `event_id` twice is kept once',
      },
      reply: text(1_000, '`parse_webhook`: what the provider wants to read; nothing where it is left out'),
    },
    ['state', 'ref', 'amount', 'currency', 'code', 'action_url', 'notice', 'reply']
  ),
  example: {
    input: {
      operation: 'create',
      key: '0198c5a0-0000-7000-8000-000000000007',
      amount: 199_000,
      currency: 'RUB',
      method_token: 'tok_1',
      description: 'Rialto',
    },
    output: { state: 'succeeded', ref: 'pi_3NXk', amount: 199_000, currency: 'RUB' },
  },
  mode: 'job',
  deadlineMs: 14_000,
  failure: 'closed',
  sideEffects: true,
  sensitive: ['request.body', 'request.query', 'method_token'],
})
