/**
 * What a plugin written in TypeScript or JavaScript may ask of the platform. Import by name: the names are what the
 * plugin asks to be granted, as its manifest has to say too. Everything that asks the platform answers later
 * (`await`) and may be refused: then it throws an error with a `code`, such as `not_granted` or `quota_exceeded`, and
 * the plugin may catch it and go on. Nothing here can be called while the module loads, outside of a hook.
 */
declare module 'rialto:host' {
  /** Whatever JSON can hold. */
  export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

  export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

  /** What the platform refused: `code` says why in a word, `message` in a sentence. */
  export interface HostError extends Error {
    code: string
  }

  /** The settings that the shop chose, checked by the platform against the manifest's schema. */
  export function settings<T = { [key: string]: Json }>(): T

  /** Writes a line into the run's log: 100 lines of 1,000 bytes are kept. `console.log` and its kin do the same. */
  export function log(text: string, level?: LogLevel): void

  /** Says that this call can't be answered, and why; nothing after it runs. The hook's caller goes on without this plugin. */
  export function fail(reason: string): never

  /** The time in milliseconds since 1970, UTC. Needs `clock`. `Date.now()` and `new Date()` refuse: they would lie. */
  export function now(): Promise<number>

  /** Bytes nobody can foretell, 1 to 1,024 of them. Needs `random`. `Math.random()` refuses. */
  export function randomBytes(length: number): Promise<Uint8Array>

  /** Text, taken as UTF-8, or bytes. */
  export type Data = string | Uint8Array
  export type HashAlgorithm = 'sha256' | 'sha512' | 'sha1' | 'md5'
  export type Encoding = 'hex' | 'base64' | 'base64url'
  /** A shared key: its text, its bytes, or the name of a secret of the installation, which the plugin never sees. */
  export type SharedKey = Data | { secret: string }

  /** A digest, in hexadecimal unless said otherwise. Needs `crypto`. */
  export function hash(algorithm: HashAlgorithm, data: Data, encoding?: Encoding): Promise<string>

  /** A digest with a key. Needs `crypto`. */
  export function hmac(algorithm: HashAlgorithm, key: SharedKey, data: Data, encoding?: Encoding): Promise<string>

  export interface Signature {
    algorithm: 'RS256' | 'ES256' | 'EdDSA' | 'HS256'
    /** PEM, or a JWK as an object; for all but HS256. */
    publicKey?: string | { [key: string]: Json }
    /** For HS256. */
    key?: SharedKey
    data: Data
    /** Base64 or base64url, as JWS has it; or bytes. */
    signature: Data
  }

  /** Whether the data was signed with the key. Needs `crypto`. */
  export function verifySignature(signature: Signature): Promise<boolean>

  export interface KeepOptions {
    /** Forgotten after so many seconds. */
    ttlSeconds?: number
  }

  /** Values that this installation keeps between calls, as JSON up to 64 KiB each. Needs `kv`. */
  export const kv: {
    /** The value, or null where there is none. */
    get<T = Json>(key: string): Promise<T | null>
    set(key: string, value: Json, options?: KeepOptions): Promise<void>
    /** Whether there was one. */
    delete(key: string): Promise<boolean>
    /** Keys and values in the order of keys, at most 100 at once; `next` is `after` of the next page, or null. */
    list<T = Json>(options?: {
      prefix?: string
      after?: string
      limit?: number
    }): Promise<{ items: { key: string; value: T }[]; next: string | null }>
    /** Adds to a whole number, 0 at first, in one step; answers the sum. */
    increment(key: string, by?: number, options?: KeepOptions): Promise<number>
  }

  export interface FetchOptions {
    method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    headers?: Record<string, string>
    /** Text or bytes. `{{secret:<name>}}` in the address' query, headers and a text body is filled in by the platform. */
    body?: Data
    timeoutMs?: number
  }

  export interface FetchAnswer {
    status: number
    /** 200 to 299. */
    ok: boolean
    /** By their names in small letters. */
    headers: Record<string, string>
    url: string
    /** The body as text; throws where it is not UTF-8. */
    text(): string
    /** The body, read as JSON. */
    json<T = Json>(): T
    bytes(): Uint8Array
  }

  /** Asks a host that the manifest names in `allowed_hosts`. Redirects are not followed. Needs `http`. */
  export function fetch(url: string, options?: FetchOptions): Promise<FetchAnswer>

  /** Tells the platform that something happened: an event that the manifest names in `emits`. Needs `events`. */
  export function emit(name: string, payload: { [key: string]: Json }): Promise<void>

  export interface QueryOptions {
    params?: { [key: string]: Json }
    /** `next` of the page before. */
    after?: string | null
    /** For installations of the platform, which belong to no tenant. */
    tenantId?: string
  }

  /** Reads a page of the tenant's data by a named query. Needs the `data.…` of the query. */
  export function query<T = { [key: string]: Json }>(name: string, options?: QueryOptions): Promise<{ rows: T[]; next: string | null }>
}

/** Writes into the run's log, as `log` of `rialto:host` does. */
declare const console: Record<'debug' | 'log' | 'info' | 'warn' | 'error', (...values: unknown[]) => void>
