import { count, currency, instant, list, minor, nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type DeliveryAddress = { country: string; city: string; postcode: string | null; line: string | null; point: string | null }

export type DeliveryProviderInput = {
  operation: 'quote' | 'create' | 'track'
  key?: string
  from?: DeliveryAddress
  to?: DeliveryAddress
  parcels?: { weight_grams: number; length_mm: number; width_mm: number; height_mm: number; value: number }[]
  currency?: string
  tariff?: string
  order_number?: string
  recipient?: { name: string; phone: string; email: string | null }
  ref?: string
  track?: string
}

export const SHIPMENT_STATES = [
  'created',
  'accepted',
  'in_transit',
  'at_point',
  'out_for_delivery',
  'delivered',
  'returning',
  'returned',
  'lost',
  'unknown',
] as const

export type DeliveryProviderAnswer = {
  quotes?: {
    tariff: string
    title: string
    kind: 'courier' | 'point' | 'post'
    price: number
    currency: string
    min_days: number
    max_days: number
  }[]
  shipment?: { state: 'accepted' | 'pending' | 'refused'; ref?: string; track?: string; label_url?: string; message?: string }
  events?: { code: string; state: (typeof SHIPMENT_STATES)[number]; at: string; text?: string; place?: string }[]
}

const address = record({
  country: text(2, 'ISO 3166'),
  city: text(120),
  postcode: nullable(text(16)),
  line: nullable(text(250)),
  point: nullable(text(120, 'Code of a pick-up point of the carrier')),
})

/** Carriers answer slowly, in words of their own and in no order: the contract asks for events, the platform folds them. */
defineHook<DeliveryProviderInput, DeliveryProviderAnswer>({
  name: 'delivery_provider',
  version: 1,
  title: 'A carrier',
  summary: [
    'Asked for one thing at a time, named by `operation`:',
    '',
    '- `quote`: tariffs for `parcels` from `from` to `to`.',
    '- `create`: hand a shipment over. `pending` where the carrier decides later (`create` is asked again under the same `key`, which must not make a second one).',
    '- `track`: all that is known to have happened to `ref`, in any order, repeats allowed. A code that the plugin does not know is `unknown`.',
    '',
    'The contract stands; the caller comes with shipments. Prices at checkout are asked by `shipping_quote@1`, which a carrier’s plugin answers too.',
  ].join('\n'),
  combine: 'None: a shipment stays with the carrier that the buyer chose.',
  kind: 'provider',
  input: record(
    {
      operation: oneOf(['quote', 'create', 'track']),
      key: text(64, '`create`: names the request'),
      from: address,
      to: address,
      parcels: list(
        record({ weight_grams: count(), length_mm: count(), width_mm: count(), height_mm: count(), value: minor('Declared value') }),
        100
      ),
      currency,
      tariff: text(64, '`create`: as `quote` named it'),
      order_number: text(64),
      recipient: record({ name: text(120), phone: text(32), email: nullable(text(254)) }),
      ref: text(200, '`track`: as `create` named it'),
      track: text(120),
    },
    ['key', 'from', 'to', 'parcels', 'currency', 'tariff', 'order_number', 'recipient', 'ref', 'track']
  ),
  output: record(
    {
      quotes: list(
        record({
          tariff: text(64),
          title: text(120),
          kind: oneOf(['courier', 'point', 'post']),
          price: minor(),
          currency,
          min_days: count(),
          max_days: count(),
        }),
        200
      ),
      shipment: record(
        {
          state: oneOf(['accepted', 'pending', 'refused']),
          ref: text(200),
          track: text(120),
          label_url: text(2_000),
          message: text(500, 'Why it was refused'),
        },
        ['ref', 'track', 'label_url', 'message']
      ),
      events: list(
        record({ code: text(120, 'The carrier’s own'), state: oneOf(SHIPMENT_STATES), at: instant, text: text(300), place: text(200) }, [
          'text',
          'place',
        ]),
        500
      ),
    },
    ['quotes', 'shipment', 'events']
  ),
  example: {
    input: { operation: 'track', ref: '72753031-2f52-4d93-b0f4-0d0f3d3a5b1c', track: '1234567890' },
    output: { events: [{ code: 'RECEIVED_AT_SHIPMENT_WAREHOUSE', state: 'accepted', at: '2026-01-05T09:12:00Z', place: 'Казань' }] },
  },
  mode: 'job',
  deadlineMs: 20_000,
  failure: 'closed',
  sideEffects: true,
  sensitive: ['recipient.name', 'recipient.phone', 'recipient.email', 'to.line', 'from.line'],
})
