import { HostCallRefused } from '#runtime/host/call_types'
import { requestOf, textOf, wholeNumber } from '#runtime/host_calls/request_schemas'
import type { HostFunction } from '#runtime/host_calls/host_call_context'
import type { KvStore } from '#runtime/host_calls/kv/kv_store'

const KEY_BYTES = 200
const VALUE_BYTES = 64 * 1024
const PAGE = 100
const YEAR = 366 * 24 * 60 * 60

const keyText = textOf(KEY_BYTES, 1)
const ttl = wholeNumber(1, YEAR)
const safe = wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)

type Keyed = { key: string; ttl_seconds?: number }

/** `kv_*`: values that an installation keeps between its calls. */
export const kvFunctions = (store: KvStore): HostFunction[] => [
  kv<{ key: string }>('kv_get', requestOf({ key: keyText }, ['key']), async (request, id) => ({
    value: (await store.get(id, checked(request.key))) ?? null,
  })),
  kv<Keyed & { value: unknown }>(
    'kv_set',
    requestOf({ key: keyText, value: {}, ttl_seconds: ttl }, ['key', 'value']),
    async (request, id) => {
      await store.set(id, { key: checked(request.key), value: written(request.value), ttlSeconds: request.ttl_seconds })
      return {}
    }
  ),
  kv<Keyed & { by?: number }>('kv_increment', requestOf({ key: keyText, by: safe, ttl_seconds: ttl }, ['key']), async (request, id) => ({
    value: await store.increment(id, { key: checked(request.key), by: request.by ?? 1, ttlSeconds: request.ttl_seconds }),
  })),
  kv<{ key: string }>('kv_delete', requestOf({ key: keyText }, ['key']), async (request, id) => ({
    deleted: await store.delete(id, checked(request.key)),
  })),
  kv<{ prefix?: string; after?: string; limit?: number }>(
    'kv_list',
    requestOf({ prefix: textOf(KEY_BYTES), after: textOf(KEY_BYTES), limit: wholeNumber(1, PAGE) }),
    ({ prefix = '', after = '', limit = PAGE }, id) => store.list(id, { prefix: checked(prefix), after: checked(after), limit })
  ),
]

type Answer<Request> = (request: Request, installationId: string) => Promise<unknown>

const kv = <Request>(name: string, request: object, answer: Answer<Request>): HostFunction => ({
  name,
  capability: 'kv',
  request,
  answer: (asked, { installation }) => answer(asked, installation.id),
})

function checked(key: string): string {
  const bytes = Buffer.byteLength(key)
  if (bytes > KEY_BYTES) throw new HostCallRefused('invalid_request', `key: has ${bytes} bytes, at most ${KEY_BYTES} are allowed.`)
  if (key.includes('\0') || !key.isWellFormed()) throw new HostCallRefused('invalid_request', 'key: is not text (NUL or half a character).')
  return key
}

function written(value: unknown): string {
  const text = JSON.stringify(value)
  const bytes = Buffer.byteLength(text)
  if (bytes <= VALUE_BYTES) return text
  throw new HostCallRefused('value_too_large', `The value has ${bytes} bytes as JSON, at most ${VALUE_BYTES} are allowed.`)
}
