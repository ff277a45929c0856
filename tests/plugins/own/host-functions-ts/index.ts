import { emit, fetch, hash, hmac, kv, now, query, randomBytes, settings, verifySignature, type HostError, type Json } from 'rialto:host'

type Given = { do: string; path?: string; text?: string }
type Told = Record<string, Json>

/** Why the last request was refused; empty when it was answered. */
let refusal = ''
let told = ''

/** Does what the input says under `do`, and answers what came of it: the same as its sibling in AssemblyScript. */
export async function discount_v1(given: Given): Promise<Told> {
  const answer = await answers[given.do]!(given)
  return { ...answer, refusal }
}

const answers: Record<string, (given: Given) => Promise<Told>> = {
  kv: values,
  http: call,
  crypto: digests,
  events,
  data,
  get: async () => ({ value: (await attempt(() => kv.get<string>('greeting'), null)) ?? '' }),
  nothing: () => Promise.resolve({ value: null }),
}

async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    const answer = await work()
    refusal = ''
    return answer
  } catch (error) {
    refusal = (error as HostError).code
    told = (error as HostError).message
    return otherwise
  }
}

const succeeds = (work: () => Promise<void>): Promise<boolean> =>
  attempt(async () => {
    await work()
    return true
  }, false)

async function values(): Promise<Told> {
  const set = await succeeds(() => kv.set('greeting', { text: 'Привет, 世界 😀' }))
  const got = (await kv.get<{ text: string }>('greeting'))!.text
  await kv.set('text', 'plain', { ttlSeconds: 60 })
  await kv.increment('count', 41, { ttlSeconds: 60 })
  const count = await kv.increment('count')
  const { items, next } = await kv.list({ limit: 2 })
  const deleted = await kv.delete('greeting')
  const gone = (await kv.get('greeting')) === null
  await succeeds(() => kv.set('', 'no key'))
  await attempt(() => kv.get('text'), null)
  return { set, got, count, first: items[0]!.key, next, deleted, gone, told }
}

async function call({ path = '' }: Given): Promise<Told> {
  const { endpoint } = settings<{ endpoint: string }>()
  const request = () =>
    fetch(endpoint + path, {
      method: 'POST',
      headers: { 'authorization': 'Bearer {{secret:api_key}}', 'content-type': 'application/json' },
      body: JSON.stringify({ привет: '{{secret:api_key}}' }),
      timeoutMs: 15_000,
    })
  const response = await attempt(request, null)
  if (!response) return { status: 0 }
  const bytes = response.bytes()
  const text = bytes.includes(255) ? '' : response.text()
  return { status: response.status, is_ok: response.ok, type: response.headers['content-type'] ?? '', text, bytes: toBase64(bytes) }
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function toBase64(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const sextets = bits.match(/.{1,6}/g) ?? []
  const text = sextets.map((sextet) => ALPHABET[Number.parseInt(sextet.padEnd(6, '0'), 2)]).join('')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

async function digests({ text = '' }: Given): Promise<Told> {
  const signature = await hmac('sha256', { secret: 'api_key' }, text, 'base64url')
  const verify = (data: string) => verifySignature({ algorithm: 'HS256', key: { secret: 'api_key' }, data, signature })
  return {
    hash: await hash('sha256', text),
    hmac: await hmac('sha1', 'key', text, 'base64'),
    valid: await verify(text),
    invalid: await verify(`${text}!`),
    random: (await randomBytes(33)).length,
    now: await now(),
  }
}

async function events(): Promise<Told> {
  const emitted = await succeeds(() => emit('thing_done', { what: 'дело' }))
  return { emitted, unknown: await succeeds(() => emit('another', {})) }
}

async function data(): Promise<Told> {
  const { rows } = await query<{ title: string }>('products.list')
  await attempt(() => query('stock.by_sku', { params: { sku: 'x' } }), null)
  return { length: rows.length, title: rows[0]!.title }
}
