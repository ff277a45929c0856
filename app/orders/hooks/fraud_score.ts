import { count, currency, list, minor, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type FraudInput = {
  currency: string
  total: number
  lines: number
  pieces: number
  buyer: { id: string; account_age_hours: number; paid_orders: number; cancelled_orders: number }
  email_hash: string
  phone_hash: string | null
  network_hash: string | null
  destination: { country: string; city: string; postcode: string | null }
}

export const FRAUD_VERDICTS = ['allow', 'review', 'block'] as const
export type FraudVerdict = (typeof FRAUD_VERDICTS)[number]

export type FraudAnswer = { verdict: FraudVerdict; score: number; reasons: { code: string; message: string }[] }

const digest = (what: string) => text(64, `Keyed digest of ${what}: the same for the same, and tells nothing else`)

/** Without an answer the purchase goes on: a broken plugin must not close the shop. */
export const fraudScoreHook = defineHook<FraudInput, FraudAnswer>({
  name: 'fraud_score',
  version: 1,
  title: 'Risk of a purchase',
  summary:
    'Asked when an order is placed, before anything is written or charged. `review` lets the purchase through and shows it to a moderator; `block` refuses it, without telling the buyer why. Names, addresses and numbers are not handed over, only digests to recognise them by.',
  combine:
    'The worst verdict counts and the highest score; all reasons are kept and shown to moderators. A plugin of a seller is asked about the goods of that seller only.',
  kind: 'function',
  input: record({
    currency,
    total: minor('What the buyer pays for the goods that the plugin may know of'),
    lines: count('Different goods'),
    pieces: count('Pieces of all of them'),
    buyer: record({
      id: text(36),
      account_age_hours: count('Whole hours since the account was made'),
      paid_orders: count('Orders before this one that were paid and kept'),
      cancelled_orders: count('Orders before this one that were cancelled or given back'),
    }),
    email_hash: digest('the e-mail address'),
    phone_hash: nullable(digest('the telephone number')),
    network_hash: nullable(digest('the buyer’s network: /24 of IPv4, /64 of IPv6')),
    destination: record({ country: text(2, 'ISO 3166'), city: text(120), postcode: nullable(text(16)) }),
  }),
  output: record({
    verdict: oneOf(FRAUD_VERDICTS),
    score: { type: 'number', minimum: 0, maximum: 100, description: '0: nothing speaks against it' },
    reasons: list(record({ code: { type: 'string', pattern: '^[a-z0-9_]{1,60}$' }, message: text(300, 'For moderators') }), 20),
  }),
  example: {
    input: {
      currency: 'RUB',
      total: 2_388_000,
      lines: 1,
      pieces: 12,
      buyer: { id: '0198c5a0-0000-7000-8000-00000000000b', account_age_hours: 0, paid_orders: 0, cancelled_orders: 3 },
      email_hash: 'c1b1cf0a0c5d4b8f',
      phone_hash: null,
      network_hash: '7d0f4e51c21b9a33',
      destination: { country: 'RU', city: 'Казань', postcode: '420000' },
    },
    output: { verdict: 'review', score: 70, reasons: [{ code: 'velocity', message: '5 purchases from one network in 10 minutes' }] },
  },
  mode: 'request',
  deadlineMs: 400,
  failure: 'open',
  sideEffects: false,
})
