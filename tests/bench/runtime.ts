import { createPlugin } from '@extism/extism'
import { gateModule } from '#runtime/gate/gate'
import { PluginHost } from '#runtime/host/plugin_host'
import { guestCall, GUESTS } from '../unit/runtime/guests.js'
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
  gate_small_module_us: number
  restart_ms: number
  host_rss_mb: number
}

export async function measureRuntime(): Promise<RuntimeFigures> {
  const host = new PluginHost()
  try {
    const small = guestCall('echo', { input: new Uint8Array(200) })
    const large = guestCall('echo', { input: new Uint8Array(64 * 1024) })
    const bare = await median(() => bareExtism())
    const fresh = await median(() => host.call(small))
    return {
      bare_extism_us: bare,
      fresh_call_us: fresh,
      ratio_to_bare: Number((fresh / bare).toFixed(2)),
      payload_64k_us: await median(() => host.call(large)),
      calls_per_second: await throughput(host),
      gate_small_module_us: await median(() => Promise.resolve(gateModule(GUESTS.echo.build()))),
      restart_ms: await restart(host),
      host_rss_mb: await residentMb(host.pid!),
    }
  } finally {
    await host.stop()
  }
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

async function median(run: () => Promise<unknown>): Promise<number> {
  for (let i = 0; i < WARM_UP; i++) await run()
  const times: number[] = []
  for (let i = 0; i < ROUNDS; i++) {
    const started = performance.now()
    await run()
    times.push(performance.now() - started)
  }
  times.sort((a, b) => a - b)
  return Math.round(times[ROUNDS / 2]! * 1_000)
}

async function throughput(host: PluginHost): Promise<number> {
  const call = guestCall('echo', { input: new Uint8Array(200) })
  const started = performance.now()
  let left = CONCURRENT
  const client = async () => {
    while (left-- > 0) await host.call(call)
  }
  await Promise.all(Array.from({ length: 16 }, client))
  return Math.round(CONCURRENT / ((performance.now() - started) / 1_000))
}

async function restart(host: PluginHost): Promise<number> {
  process.kill(host.pid!, 'SIGKILL')
  const started = performance.now()
  await host.call(guestCall('echo'))
  return Math.round(performance.now() - started)
}

async function residentMb(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

if (import.meta.main) console.log(JSON.stringify(await measureRuntime(), null, 2))
