import { fail, kv, settings, verifySignature } from 'rialto:host'
import type { PaymentProviderV1Answer, PaymentProviderV1Input } from 'rialto:hooks'

type Booked = { ref: string; amount: number; currency: string }

/** A request under a known key is the same request: what was booked is told again. */
async function book({ key, amount, currency }: PaymentProviderV1Input): Promise<PaymentProviderV1Answer> {
  const known = await kv.get<Booked>(`op:${key}`)
  const booked = known ?? { ref: `bank-${await kv.increment('count', 1)}`, amount: amount!, currency: currency! }
  if (!known) await kv.set(`op:${key}`, booked)
  if (settings<{ loses_answers: boolean }>().loses_answers) return fail('the line went dead')
  return { state: 'succeeded', ...booked }
}

async function find({ key }: PaymentProviderV1Input): Promise<PaymentProviderV1Answer> {
  const booked = await kv.get<Booked>(`op:${key}`)
  return booked ? { state: 'succeeded', ...booked } : { state: 'not_found' }
}

async function parse({ request }: PaymentProviderV1Input): Promise<PaymentProviderV1Answer> {
  const signature = request!.headers['x-bank-signature'] ?? ''
  const data = request!.body
  if (!signature || !(await verifySignature({ algorithm: 'HS256', key: { secret: 'webhook_key' }, data, signature }))) return {}
  const { event, key } = JSON.parse(data) as { event: string; key: string }
  return { notice: { event_id: event, operation_key: key } }
}

export function payment_provider_v1(input: PaymentProviderV1Input): Promise<PaymentProviderV1Answer> {
  if (input.operation === 'find') return find(input)
  return input.operation === 'parse_webhook' ? parse(input) : book(input)
}
