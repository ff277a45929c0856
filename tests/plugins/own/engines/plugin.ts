import { emit, fail, fetch, hash, hmac, kv, log, now, query, randomBytes, settings, verifySignature } from 'rialto:host'
import type { HostError } from 'rialto:host'

/** What the conformance suite has every engine do; `assembly/index.ts` beside it does the same. */
let counter = 0

type Given = { text: string; size: number; times: number }

export function echo_v1(input: unknown): unknown {
  return input
}

export function large_v1({ size }: Given): string {
  return 'x'.repeat(size)
}

export function settings_v1(): unknown {
  return settings()
}

export function log_v1({ text, times }: Given): object {
  for (let i = 0; i < times; i++) log(text, 'warn')
  return {}
}

export function fail_v1({ text }: Given): never {
  fail(text)
}

export function crash_v1(): never {
  throw new Error('boom')
}

export function count_v1(): object {
  counter++
  return { counter }
}

export function spin_v1(): never {
  for (;;) counter++
}

export function hoard_v1(): never {
  const kept: string[][] = []
  for (;;) kept.push(new Array<string>(10_000).fill('x'))
}

export function dive_v1(): number {
  const dive = (depth: number): number => dive(depth + 1) + 1
  return dive(0)
}

export async function ask_v1({ times }: Given): Promise<object> {
  let value: unknown = null
  for (let i = 0; i < times; i++) value = await kv.get(`key ${i}`)
  return { value }
}

export async function refused_v1(): Promise<object> {
  try {
    return { value: await kv.get('secret') }
  } catch (error) {
    const { code, message } = error as HostError
    return { code, message }
  }
}

export async function clock_v1(): Promise<object> {
  return { now: await now() }
}

export async function every_v1(): Promise<object> {
  await kv.set('greeting', 'Привет 🎈', { ttlSeconds: 60 })
  const answer = await fetch('https://api.example.com/x', { method: 'POST', body: 'ping', headers: { accept: 'text/plain' } })
  await emit('thing_done', { what: 'дело' })
  return {
    got: await kv.get('greeting'),
    count: await kv.increment('count', 41),
    first: (await kv.list({ prefix: 'g', limit: 2 })).items[0]?.key,
    deleted: await kv.delete('greeting'),
    hash: await hash('sha256', 'text'),
    hmac: await hmac('sha1', 'key', 'text', 'base64'),
    valid: await verifySignature({ algorithm: 'HS256', key: { secret: 'api_key' }, data: 'text', signature: 'c2ln' }),
    random: (await randomBytes(3)).length,
    status: answer.status,
    body: answer.text(),
    sku: (await query<{ sku: string }>('products')).rows[0]?.sku,
  }
}
