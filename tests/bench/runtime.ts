import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createPlugin } from '@extism/extism'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { gateModule } from '#runtime/gate/gate'
import { PluginHost } from '#runtime/host/plugin_host'
import { measureFuelOverhead } from './fuel_overhead.js'
import { guestCall } from '../unit/runtime/guests.js'
import { I64, ModuleBuilder } from '../unit/runtime/module_builder.js'

/** Medians of a fresh call through the whole runtime, beside a bare Extism call measured in the same run. */
const ROUNDS = 2_000
const WARM_UP = 300
const CONCURRENT = 20_000

interface RuntimeFigures {
  bare_extism_us: number
  fresh_call_us: number
  ratio_to_bare: number
  payload_64k_us: number
  calls_per_second: number
  gate_16k_us: number
  /** Of the healthy throughput, when every tenth call loops for ever. */
  looping_throughput_percent: number
  /** How much longer code takes with fuel: geometric mean over the kernels, and the worst of them. */
  fuel_overhead_percent: number
  fuel_overhead_recursion_percent: number
  restart_ms: number
  host_rss_mb: number
}

export async function measureRuntime(): Promise<RuntimeFigures> {
  const host = await newHost()
  const { wasm } = await buildPlugin(join(findProjectRoot(), 'plugins', 'volume-discount'))
  const overhead = measureFuelOverhead()
  try {
    const bare = await median(() => bareExtism())
    const fresh = await median(() => host.call(SMALL))
    const healthy = await throughput(host, CONCURRENT, 0)
    return {
      bare_extism_us: bare,
      fresh_call_us: fresh,
      ratio_to_bare: Number((fresh / bare).toFixed(2)),
      payload_64k_us: await median(() => host.call(guestCall('echo', { input: new Uint8Array(64 * 1024) }))),
      calls_per_second: Math.round(healthy),
      gate_16k_us: await median(() => Promise.resolve(gateModule(wasm)), 200),
      looping_throughput_percent: Math.round(((await throughput(host, CONCURRENT / 5, 10)) / healthy) * 100),
      fuel_overhead_percent: overhead.geometric_mean!,
      fuel_overhead_recursion_percent: overhead.recursion!,
      restart_ms: await restart(host),
      host_rss_mb: await residentMb(host.pid!),
    }
  } finally {
    await host.stop()
  }
}

const SMALL = guestCall('echo', { input: new Uint8Array(200) })
const SPIN = guestCall('spin')

/** The host as production runs it, compiled; from sources where there is no build. */
async function newHost(): Promise<PluginHost> {
  const compiled = join(findProjectRoot(), 'build/app/runtime/host/plugin_host.js')
  if (!existsSync(compiled)) return new PluginHost()
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

/** Calls per second by sixteen clients; each `loopingEvery`th call loops for ever, none when it is 0. */
async function throughput(host: PluginHost, calls: number, loopingEvery: number): Promise<number> {
  const started = performance.now()
  let left = calls
  const client = async () => {
    while (left-- > 0) await host.call(loopingEvery > 0 && left % loopingEvery === 0 ? SPIN : SMALL)
  }
  await Promise.all(Array.from({ length: 16 }, client))
  return calls / ((performance.now() - started) / 1_000)
}

async function restart(host: PluginHost): Promise<number> {
  process.kill(host.pid!, 'SIGKILL')
  const started = performance.now()
  await host.call(SMALL)
  return Math.round(performance.now() - started)
}

async function residentMb(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

if (import.meta.main) console.log(JSON.stringify(await measureRuntime(), null, 2))
