import { judgeArtifact } from '#runtime/build/judge_artifact'
import { REQUEST_LIMITS } from '#runtime/host/call_types'
import type { PluginCall, PluginHost } from '#runtime/host/plugin_host'

/** What a plugin in TypeScript costs: a discount on five lines, as its author would write it. */
const SOURCE = `import { settings } from 'rialto:host'
type Line = { line: string; quantity: number; unit_price: number }

/** More off for more pieces. */
export function discount_v1({ lines }: { lines: Line[] }): object {
  const { percent, from } = settings<{ percent: number; from: number }>()
  return {
    discounts: lines
      .filter(({ quantity }) => quantity >= from)
      .map(({ line, quantity }) => ({ line, percent: Math.min(50, percent * Math.floor(quantity / from)), label: \`−\${percent} %\` })),
  }
}
export const nothing_v1 = (): null => null
`
const WARM_UP = 300
const ROUNDS = 1_000
const encoder = new TextEncoder()
const LINES = Array.from({ length: 5 }, (_, i) => ({
  ...{ line: `line-${i}`, product_id: `018f2a6e-7c1d-7b3a-9c55-00000000000${i}`, variant_id: `018f2a6e-7c1d-7b3a-9c55-10000000000${i}` },
  ...{ category_id: '018f2a6e-7c1d-7b3a-9c55-200000000000', sku: `SKU-${i}`, quantity: i + 1, unit_price: 10_000 },
}))

export interface ScriptFigures {
  script_judge_ms: number
  script_call_us: number
  script_discount_us: number
  script_discount_fuel: number
}

export async function measureScripts(host: PluginHost): Promise<ScriptFigures> {
  const bytes = encoder.encode(SOURCE)
  const started = performance.now()
  const { verdict, gated } = await judgeArtifact(bytes)
  const judged = performance.now() - started
  const call = (fn: string): PluginCall => ({
    digest: verdict.sha256,
    loadModule: () => Promise.resolve(gated!),
    fn,
    input: encoder.encode(JSON.stringify({ currency: 'RUB', lines: LINES })),
    settings: encoder.encode('{"percent":5,"from":2}'),
    limits: REQUEST_LIMITS,
  })
  // The first call waits for the engine to be gated and compiled: that is not what is measured.
  const first = { ...call('discount_v1'), limits: { ...REQUEST_LIMITS, wallMs: 30_000, cpuMs: 30_000 } }
  const { fuelUsed } = await host.call(first)
  return {
    script_judge_ms: Math.round(judged),
    script_call_us: await median(() => host.call(call('nothing_v1'))),
    script_discount_us: await median(() => host.call(call('discount_v1'))),
    script_discount_fuel: fuelUsed,
  }
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
