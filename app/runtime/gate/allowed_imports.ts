type WasmType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128' | 'funcref' | 'externref'

export interface AllowedImport {
  params: readonly WasmType[]
  results: readonly WasmType[]
  /** What the operator must grant before a plugin that imports this can be installed; null is free for all. */
  capability: string | null
}

export const RIALTO_HOST = 'rialto:host/v1'
export const EXTISM_HOST = 'extism:host/env'

const free = (params: readonly WasmType[], results: readonly WasmType[] = []): AllowedImport => ({
  params,
  results,
  capability: null,
})

const granted = (capability: string, params: readonly WasmType[], results: readonly WasmType[]): AllowedImport => ({
  params,
  results,
  capability,
})

/** JSON in, JSON out: the length of the answer, or -1 when it was refused and the answer says why. */
const request = (capability: string): AllowedImport => granted(capability, ['i32', 'i32'], ['i32'])

/** Host functions that ask the platform. */
const requests: Record<string, AllowedImport> = {
  random_bytes: request('random'),
  hash: request('crypto'),
  hmac: request('crypto'),
  verify_signature: request('crypto'),
  kv_get: request('kv'),
  kv_set: request('kv'),
  kv_delete: request('kv'),
  kv_list: request('kv'),
  kv_increment: request('kv'),
  http_fetch: request('http'),
  emit_event: request('events'),
  query_data: request('data'),
}

/** Names of the host functions that ask the platform and wait for its answer. */
export const HOST_REQUESTS: readonly string[] = Object.keys(requests)

/** Our own interface: whole buffers at once, offsets and lengths in the guest's memory. Adding a row is adding a host function. */
const rialtoHost: Record<string, AllowedImport> = {
  input_length: free([], ['i32']),
  input_read: free(['i32', 'i32', 'i32'], ['i32']),
  output_write: free(['i32', 'i32']),
  settings_length: free([], ['i32']),
  settings_read: free(['i32', 'i32', 'i32'], ['i32']),
  fail: free(['i32', 'i32']),
  log: free(['i32', 'i32', 'i32']),
  now: granted('clock', [], ['i64']),
  /** What the last request below was answered with, a refusal included. */
  answer_length: free([], ['i32']),
  answer_read: free(['i32', 'i32', 'i32'], ['i32']),
  ...requests,
}

/** What Extism's own PDKs use. HTTP is missing on purpose: Extism's follows redirects to hosts that were never allowed. */
const extismHost: Record<string, AllowedImport> = {
  alloc: free(['i64'], ['i64']),
  free: free(['i64']),
  length: free(['i64'], ['i64']),
  length_unsafe: free(['i64'], ['i64']),
  load_u8: free(['i64'], ['i32']),
  load_u64: free(['i64'], ['i64']),
  store_u8: free(['i64', 'i32']),
  store_u64: free(['i64', 'i64']),
  input_offset: free([], ['i64']),
  input_length: free([], ['i64']),
  input_load_u8: free(['i64'], ['i32']),
  input_load_u64: free(['i64'], ['i64']),
  output_set: free(['i64', 'i64']),
  error_set: free(['i64']),
  error_get: free([], ['i64']),
  config_get: free(['i64'], ['i64']),
  var_get: free(['i64'], ['i64']),
  var_set: free(['i64', 'i64']),
  log_trace: free(['i64']),
  log_debug: free(['i64']),
  log_info: free(['i64']),
  log_warn: free(['i64']),
  log_error: free(['i64']),
  get_log_level: free([], ['i32']),
}

const ALLOWED_IMPORTS: Readonly<Record<string, Readonly<Record<string, AllowedImport>>>> = {
  [RIALTO_HOST]: rialtoHost,
  [EXTISM_HOST]: extismHost,
}

/** Looks only at own properties, so that a module can't import `toString` from anything. */
export function findAllowedImport(module: string, name: string): AllowedImport | undefined {
  const namespace = Object.hasOwn(ALLOWED_IMPORTS, module) ? ALLOWED_IMPORTS[module] : undefined
  return namespace && Object.hasOwn(namespace, name) ? namespace[name] : undefined
}
