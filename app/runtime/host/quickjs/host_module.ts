import { GateRefusal } from '../../gate/gate_refusal.ts'

/** The module that scripts import, by this name and no other. */
export const HOST_MODULE = 'rialto:host'

interface HostExport {
  /** What has to be granted; null is free for all. */
  capability: string | null
  source: string
}

const free = (source: string): HostExport => ({ capability: null, source })
const granted = (capability: string, source: string): HostExport => ({ capability, source })

/** How names of JavaScript become requests in snake_case, and answers what a script expects. */
const EXPORTS: Readonly<Record<string, HostExport>> = {
  settings: free('host.settings'),
  log: free(`(text, level = 'info') => {
    if (!['debug', 'info', 'warn', 'error'].includes(level)) throw new TypeError('There is no level ' + level)
    logAt(level)(String(text))
  }`),
  fail: free(`(reason) => {
    host.running()
    send('f', String(reason))
    throw new HostError('failed', String(reason))
  }`),
  now: granted('clock', `() => ask('now', {})`),
  randomBytes: granted('random', `async (length) => fromBase64((await ask('random_bytes', { length })).base64)`),
  hash: granted('crypto', `async (algorithm, data, encoding) => (await ask('hash', { algorithm, ...given(data), encoding })).digest`),
  hmac: granted(
    'crypto',
    `async (algorithm, key, data, encoding) =>
      (await ask('hmac', { algorithm, ...givenKey(key), ...given(data), encoding })).digest`
  ),
  verifySignature: granted(
    'crypto',
    `async ({ algorithm, publicKey, key, data, signature }) =>
      (await ask('verify_signature', {
        algorithm,
        public_key: publicKey,
        ...(key === undefined ? {} : givenKey(key)),
        ...given(data),
        signature: typeof signature === 'string' ? signature : toBase64(signature),
      })).valid`
  ),
  kv: granted(
    'kv',
    `freeze({
      get: async (key) => (await ask('kv_get', { key })).value,
      set: async (key, value, { ttlSeconds } = {}) => {
        await ask('kv_set', { key, value, ttl_seconds: ttlSeconds })
      },
      delete: async (key) => (await ask('kv_delete', { key })).deleted,
      list: ({ prefix, after, limit } = {}) => ask('kv_list', { prefix, after, limit }),
      increment: async (key, by, { ttlSeconds } = {}) => (await ask('kv_increment', { key, by, ttl_seconds: ttlSeconds })).value,
    })`
  ),
  fetch: granted(
    'http',
    `async (url, { method = 'GET', headers, body, timeoutMs } = {}) => {
      const sent = body === undefined || typeof body === 'string' ? { body } : { body_base64: toBase64(body) }
      const answer = await ask('http_fetch', { method, url: String(url), headers, ...sent, timeout_ms: timeoutMs })
      const bytes = () => (answer.body === undefined ? fromBase64(answer.body_base64 ?? '') : toUtf8(answer.body))
      const text = () => {
        if (answer.body === undefined && answer.body_base64) throw new TypeError('The body is not text in UTF-8: take bytes().')
        return answer.body ?? ''
      }
      return {
        status: answer.status,
        ok: answer.status >= 200 && answer.status <= 299,
        headers: answer.headers,
        url: answer.url ?? url,
        text,
        json: () => JSON.parse(text()),
        bytes,
      }
    }`
  ),
  emit: granted('events', `async (name, payload) => { await ask('emit_event', { name, payload }) }`),
  query: granted('data', `(name, { params, after, tenantId } = {}) => ask('query_data', { name, params, after, tenant_id: tenantId })`),
}

const NAMED_IMPORT = /^[ \t]*import\s*\{([^}]*)\}\s*from\s*['"]rialto:host['"]/gm

/** Names in the import statements that stand at the beginning of a line: nearly always all of them. */
export function namesInSight(source: Uint8Array): string[] {
  const clauses = [...new TextDecoder().decode(source).matchAll(NAMED_IMPORT)].map(([, clause]) => clause!)
  const names = clauses.flatMap((clause) => clause.split(',').map((part) => part.trim().split(/\s+as\s+/)[0]!))
  return names.filter((name) => Object.hasOwn(EXPORTS, name))
}

/** The request that a name stands for needs this to be granted; undefined: there is no such name. */
export const capabilityOf = (name: string): string | null | undefined =>
  Object.hasOwn(EXPORTS, name) ? EXPORTS[name]!.capability : undefined

/**
 * Source of `rialto:host` with exactly the names that a script imports by name: what it did not name it can't reach,
 * by a namespace import neither.
 */
export function hostModuleSource(names: Iterable<string>): string {
  const exports = [...names].map((name) => {
    const known = Object.hasOwn(EXPORTS, name) ? EXPORTS[name] : undefined
    if (!known) throw new GateRefusal('script_import_unknown', { name, from: HOST_MODULE, offered: Object.keys(EXPORTS).join(', ') })
    return `export const ${name} = ${known.source}`
  })
  return [PRELUDE, ...exports].join('\n')
}

const PRELUDE = `const host = globalThis.__rialto
delete globalThis.__rialto
const { ask, send, logAt, HostError } = host
const { freeze } = Object
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const toBase64 = (bytes) => {
  if (!(bytes instanceof Uint8Array)) throw new TypeError('Give text or a Uint8Array.')
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text += ALPHABET[three >> 18] + ALPHABET[(three >> 12) & 63]
    text += i + 1 < bytes.length ? ALPHABET[(three >> 6) & 63] : '='
    text += i + 2 < bytes.length ? ALPHABET[three & 63] : '='
  }
  return text
}
const fromBase64 = (text) => {
  const plain = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((plain.length * 3) / 4))
  let at = 0
  for (let i = 0; i < plain.length; i += 4) {
    let four = 0
    for (let k = 0; k < 4; k++) four = (four << 6) | (i + k < plain.length ? ALPHABET.indexOf(plain[i + k]) : 0)
    for (let k = 16; k >= 0 && at < bytes.length; k -= 8) bytes[at++] = (four >> k) & 255
  }
  return bytes
}
const toUtf8 = (text) => {
  const escaped = encodeURIComponent(text.toWellFormed())
  const bytes = []
  for (let i = 0; i < escaped.length; i++) {
    if (escaped[i] === '%') bytes.push(parseInt(escaped.slice(i + 1, (i += 2) + 1), 16))
    else bytes.push(escaped.charCodeAt(i))
  }
  return new Uint8Array(bytes)
}
const given = (data) => (typeof data === 'string' ? { data } : { data_base64: toBase64(data) })
const givenKey = (key) => {
  if (typeof key === 'string') return { key }
  return key instanceof Uint8Array ? { key_base64: toBase64(key) } : { key_secret: key.secret }
}`
