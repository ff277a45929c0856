import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createPlugin } from '@extism/extism'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { gateModule } from '#runtime/gate/gate'
import { PluginHost } from '#runtime/host/plugin_host'
import { REQUEST_LIMITS } from '#runtime/host/call_types'
import { measureFuelOverhead, type FuelOverhead } from './fuel_overhead.js'
import { measureScripts, type ScriptFigures } from './scripts.js'
import { guestCall, moduleCall } from '../unit/runtime/guests.js'
import { STOPPED } from '../unit/runtime/hostile_modules.js'
import { I64, ModuleBuilder } from '../unit/runtime/module_builder.js'

/** Medians of a fresh call through the whole runtime, beside a bare Extism call measured in the same run. */
const ROUNDS = 2_000
const WARM_UP = 300
const CONCURRENT = 20_000
const CLIENTS = 16
/** Memory is looked at after the first calls and after all of them. */
const MANY = { first: 20_000, all: 200_000 }

interface RuntimeFigures extends ScriptFigures {
  bare_extism_us: number
  fresh_call_us: number
  ratio_to_bare: number
  payload_64k_us: number
  calls_per_second: number
  gate_ms: number
  gate_bytes: number
  /** Of the healthy throughput, when every tenth call loops for ever; and how many of the healthy calls failed. */
  looping_throughput_percent: number
  healthy_calls: number
  healthy_failed: number
  /** How much longer code takes with fuel. */
  overhead: FuelOverhead
  restart_ms: number
  first_call_of_cold_host_ms: number
  memory_bomb_ms: number
  memory_bomb_outcome: string
  rss_after_20k_mb: number
  rss_after_200k_mb: number
}

export async function measureRuntime(): Promise<RuntimeFigures> {
  const host = await newHost()
  const { wasm } = await buildPlugin(join(findProjectRoot(), 'plugins', 'keyword-moderation'))
  const overhead = measureFuelOverhead()
  const cold = await coldStart()
  try {
    const bare = await median(() => bareExtism())
    const fresh = await median(() => host.call(SMALL))
    const healthy = await throughput(host, CONCURRENT, 0)
    const looping = await throughput(host, CONCURRENT / 4, 10)
    return {
      bare_extism_us: bare,
      fresh_call_us: fresh,
      ratio_to_bare: Number((fresh / bare).toFixed(2)),
      payload_64k_us: await median(() => host.call(guestCall('echo', { input: new Uint8Array(64 * 1024) }))),
      calls_per_second: Math.round(healthy.perSecond),
      gate_ms: (await median(() => Promise.resolve(gateModule(wasm as Uint8Array<ArrayBuffer>)), 200)) / 1_000,
      gate_bytes: wasm.length,
      looping_throughput_percent: Math.round((looping.perSecond / healthy.perSecond) * 100),
      healthy_calls: looping.healthy,
      healthy_failed: looping.failed,
      overhead,
      first_call_of_cold_host_ms: cold,
      ...(await measureScripts(host)),
      ...(await bomb(host)),
      ...(await memoryOverManyCalls(host)),
      restart_ms: await restart(host),
    }
  } finally {
    await host.stop()
  }
}

const SMALL = guestCall('echo', { input: new Uint8Array(200) })
const SPIN = guestCall('spin', { limits: REQUEST_LIMITS })
/** With the limits that production has, so that a healthy call can fail. */
const HEALTHY = guestCall('echo', { input: new Uint8Array(200), limits: REQUEST_LIMITS })
const BOMB = moduleCall(STOPPED.find(({ name }) => name === 'grows memory for ever')!.module, {})

/** The host as production runs it, compiled; from sources where there is no build. */
async function newHost(): Promise<PluginHost> {
  const compiled = join(findProjectRoot(), 'build/app/runtime/host/plugin_host.js')
  if (!existsSync(compiled) || process.env.BENCH_SOURCES) return new PluginHost()
  const module = (await import(compiled)) as { PluginHost: typeof PluginHost }
  return new module.PluginHost()
}

/** The same echo through Extism's own interface, in this process and without any fence: what Extism alone costs. */
const bareModule = new WebAssembly.Module(
  new ModuleBuilder()
    .import('extism:host/env', 'input_offset', [[], [I64]])
    .import('extism:host/env', 'input_length', [[], [I64]])
    .import('extism:host/env', 'output_set', [[I64, I64], []])
    .memory(0, 8)
    .export('memory', 2, 0)
    .function({ body: [0x10, 0, 0x10, 1, 0x10, 2], export: 'run_v1' })
    .build()
)

async function bareExtism(): Promise<void> {
  const plugin = await createPlugin({ wasm: [{ module: bareModule }] }, { functions: {} })
  await plugin.call('run_v1', new Uint8Array(200))
  await plugin.close()
}

async function median(run: () => Promise<unknown>, rounds = ROUNDS): Promise<number> {
  for (let i = 0; i < Math.min(WARM_UP, rounds); i++) await run()
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const started = performance.now()
    await run()
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return Math.round(times[rounds / 2]! * 1_000)
}

/** Calls by sixteen clients; each `loopingEvery`th call loops for ever, none when it is 0. The others must not fail. */
async function throughput(host: PluginHost, calls: number, loopingEvery: number) {
  const started = performance.now()
  const counted = { healthy: 0, failed: 0 }
  let left = calls
  const client = async () => {
    for (let call = left--; call > 0; call = left--) {
      const isLooping = loopingEvery > 0 && call % loopingEvery === 0
      const { outcome } = await host.call(isLooping ? SPIN : HEALTHY)
      if (isLooping) continue
      counted.healthy++
      if (outcome !== 'ok') counted.failed++
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return { ...counted, perSecond: calls / ((performance.now() - started) / 1_000) }
}

/** From nothing to the first answer, the module compiled ahead as the application does it. */
async function coldStart(): Promise<number> {
  const host = await newHost()
  try {
    host.prepare()
    void host.prewarm(SMALL.digest, SMALL.loadModule)
    await host.whenReady()
    const started = performance.now()
    await host.call(SMALL)
    return Math.round((performance.now() - started) * 10) / 10
  } finally {
    await host.stop()
  }
}

async function bomb(host: PluginHost) {
  const { outcome, durationMs } = await host.call(BOMB)
  return { memory_bomb_ms: Math.round(durationMs), memory_bomb_outcome: outcome }
}

async function memoryOverManyCalls(host: PluginHost) {
  await throughput(host, MANY.first, 0)
  const first = await residentMb(host.pid!)
  await throughput(host, MANY.all - MANY.first, 0)
  return { rss_after_20k_mb: first, rss_after_200k_mb: await residentMb(host.pid!) }
}

/** From the kill to the next answer, in the middle of three: one alone says more of the machine's other work than of ours. */
async function restart(host: PluginHost): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 3; i++) {
    process.kill(host.pid!, 'SIGKILL')
    const started = performance.now()
    await host.call(SMALL)
    times.push(performance.now() - started)
    await host.whenReady()
  }
  return Math.round(times.toSorted((a, b) => a - b)[1]!)
}

async function residentMb(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

if (import.meta.main) console.log(JSON.stringify(await measureRuntime(), null, 2))
