import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileAssemblyScript } from '#runtime/build/compile_assemblyscript'
import { judgeArtifact } from '#runtime/build/judge_artifact'
import { findProjectRoot } from '#runtime/build/project_root'
import { STOPPED } from './hostile_modules.js'
import { HostCallRefused, REQUEST_LIMITS, type CallLimits, type HostCall } from '#runtime/host/call_types'
import type { PluginCall } from '#runtime/host/plugin_host'

const FOLDER = join(findProjectRoot(), 'tests/plugins/own/engines')
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export interface Guest {
  digest: string
  gated: Uint8Array
}

/** The same plugin for each engine. */
export const ENGINES: Record<string, () => Promise<Uint8Array<ArrayBuffer>>> = {
  extism: () => compileAssemblyScript(join(FOLDER, 'assembly/index.ts')),
  quickjs: async () => new Uint8Array(await readFile(join(FOLDER, 'plugin.ts'))),
}

/** Judged as an upload would be. */
export async function judged(bytes: Uint8Array<ArrayBuffer>): Promise<Guest> {
  const { verdict, gated } = await judgeArtifact(bytes)
  if (!gated) throw new Error(verdict.findings.map(({ message }) => message).join('; '))
  return { digest: verdict.sha256, gated }
}

export const script = (source: string): Promise<Guest> => judged(encoder.encode(source))

export type Overrides = Partial<Omit<PluginCall, 'limits' | 'input' | 'settings'>> & {
  limits?: Partial<CallLimits>
  input?: unknown
  settings?: unknown
}

/** A call with JSON in; generous deadlines, so that a slow machine makes no test fail. */
export function callOf({ digest, gated }: Guest, fn: string, { limits, input = {}, settings = {}, ...rest }: Overrides = {}): PluginCall {
  return {
    digest,
    loadModule: () => Promise.resolve(gated),
    fn,
    input: encoder.encode(JSON.stringify(input)),
    settings: encoder.encode(JSON.stringify(settings)),
    limits: { ...REQUEST_LIMITS, wallMs: 20_000, cpuMs: 10_000, ...limits },
    ...rest,
  }
}

/** What fails before any call. */
export const BROKEN: Record<string, () => Promise<Guest>> = {
  extism: () => judged(new Uint8Array(STOPPED.find(({ name }) => name === 'loops in the start function')!.module)),
  quickjs: () => Promise.resolve({ digest: 'broken-script', gated: encoder.encode('throw new Error("at once")') }),
}

export const json = (output: Uint8Array | undefined): unknown => JSON.parse(decoder.decode(output))

export const answer = (value: unknown): Promise<Uint8Array> => Promise.resolve(encoder.encode(JSON.stringify(value)))

export const requestOf = ({ payload }: HostCall): Record<string, unknown> => JSON.parse(decoder.decode(payload)) as Record<string, unknown>

export const refuse = (): Promise<never> => Promise.reject(new HostCallRefused('not_granted', 'Нельзя'))

/** What the platform would say to each function, word for word. */
const ANSWERS: Record<string, unknown> = {
  kv_get: { value: 'Привет 🎈' },
  kv_set: {},
  kv_increment: { value: 42 },
  kv_list: { items: [{ key: 'greeting', value: 'Привет 🎈' }], next: null },
  kv_delete: { deleted: true },
  hash: { digest: 'abc' },
  hmac: { digest: 'def=' },
  verify_signature: { valid: true },
  random_bytes: { base64: 'AQID' },
  http_fetch: { status: 201, headers: { 'content-type': 'text/plain' }, body: 'pong', url: 'https://api.example.com/x' },
  emit_event: { emitted: true },
  query_data: { rows: [{ sku: 'A-1' }], next: null },
}

export const scripted = ({ name }: HostCall): Promise<Uint8Array> => answer(ANSWERS[name])

export function timeAnswer(value: number): Promise<Uint8Array> {
  const payload = new Uint8Array(8)
  new DataView(payload.buffer).setBigInt64(0, BigInt(value), true)
  return Promise.resolve(payload)
}
