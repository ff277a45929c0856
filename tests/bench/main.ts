import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot, storagePath } from '../../services/paths.js'
import { measureCatalogue } from './scenarios/catalogue.js'
import { measureCheckout } from './scenarios/checkout.js'
import { measurePages } from './scenarios/pages.js'
import { type FuelOverhead } from './fuel_overhead.js'
import { measureRequestLimits } from './request_limits.js'
import { startInstallation } from './support/installation.js'
import { measureIdleMemory } from './support/memory.js'
import { growOrderFacts } from './support/order_facts.js'
import { describeReport, type Figure } from './support/report.js'
import { measureYardsticks } from './support/yardstick.js'

const SCALE = Number(process.env.BENCH_SCALE ?? 50)
const ORDER_FACTS = 1_000_000
const PARTS = ['platform', 'runtime', 'registry', 'auth'] as const
/** Named on the command line; none means all. */
const named = PARTS.filter((part) => process.argv.includes(part))
const isAsked = (part: (typeof PARTS)[number]) => named.length === 0 || named.includes(part)
/** What an earlier run filled is measured as it is. */
const isFilled = process.argv.includes('filled')

const REPORT = join(projectRoot(), 'docs', 'performance.json')

/** What an earlier run measured and this one did not. */
function otherFigures(measured: Figure[]): Figure[] {
  const { figures } = JSON.parse(readFileSync(REPORT, 'utf8')) as { figures: Figure[] }
  return figures.filter(({ name, part }) => !named.some((each) => each === part) && !measured.some((figure) => figure.name === name))
}

async function main() {
  const figures = [
    ...(isAsked('platform') ? await measurePlatform() : []),
    ...(isAsked('runtime') ? await measureRuntimeFigures() : []),
    ...(isAsked('registry') ? await measureRegistryFigures() : []),
    ...(isAsked('auth') ? await measureAuthFigures() : []),
  ]
  const report = {
    measured_at: new Date().toISOString(),
    machine: {
      cpu: cpus()[0].model,
      cores: cpus().length,
      memory_gb: Math.round(totalmem() / 1024 ** 3),
      node: process.version,
      load: loadavg()[0],
    },
    scale: SCALE,
    figures: [...(named.length > 0 ? otherFigures(figures) : []), ...figures],
  }
  writeFileSync(REPORT, JSON.stringify(report, null, 2) + '\n')
  writeFileSync(join(projectRoot(), 'docs', 'performance.md'), describeReport(report))
  console.log(describeReport({ ...report, figures }))
}

/** On the demo's small data: who asks costs the same beside a million rows. */
async function measureAuthFigures(): Promise<Figure[]> {
  const { measureAuth } = await import('./scenarios/auth.js')
  const { url, stop } = await startInstallation()
  try {
    return await measureAuth(url)
  } finally {
    await stop()
  }
}

/** Loaded only when asked for: the other parts need no modules made. */
const measureRegistryFigures = async () => (await import('./registry/measure_registry.js')).measureRegistry()

async function measureRuntimeFigures(): Promise<Figure[]> {
  const { measureRuntime } = await import('./runtime.js')
  const figures = await measureRuntime()
  return [
    { name: 'fresh plugin call, small payload, median', value: figures.fresh_call_us, unit: 'µs', goal: 400, better: 'less' },
    {
      name: 'the same as a multiple of a bare Extism call',
      value: figures.ratio_to_bare,
      unit: '×',
      note: `bare ${figures.bare_extism_us} µs: in the same process, no fuel, nothing fenced`,
    },
    { name: 'plugin call with 64 KB in and out, median', value: figures.payload_64k_us, unit: 'µs', goal: 3_000, better: 'less' },
    { name: 'plugin calls', value: figures.calls_per_second, unit: '/s', goal: 2_500, better: 'more' },
    ...overheadFigures(figures.overhead),
    {
      name: 'judging and rewriting a module',
      value: figures.gate_ms,
      unit: 'ms',
      goal: 10,
      better: 'less',
      note: `${figures.gate_bytes} bytes, median`,
    },
    {
      name: 'throughput when every tenth call loops for ever',
      value: figures.looping_throughput_percent,
      unit: '% of healthy',
      goal: 50,
      better: 'more',
      note: `${figures.healthy_failed} of ${figures.healthy_calls} healthy calls failed`,
    },
    { name: 'healthy calls that failed beside them', value: figures.healthy_failed, unit: 'calls', goal: 0, better: 'less' },
    { name: 'plugin host killed, next call served after', value: figures.restart_ms, unit: 'ms', goal: 300, better: 'less' },
    { name: 'first call of a host that just started', value: figures.first_call_of_cold_host_ms, unit: 'ms', goal: 400, better: 'less' },
    {
      name: 'memory of the plugin host after 200,000 calls (RSS)',
      value: figures.rss_after_200k_mb,
      unit: 'MB',
      note: `${figures.rss_after_20k_mb} MB after 20,000`,
    },
    { name: 'a memory bomb ends after', value: figures.memory_bomb_ms, unit: 'ms', note: `outcome ${figures.memory_bomb_outcome}` },
  ]
}

function overheadFigures(overhead: FuelOverhead): Figure[] {
  const described = Object.entries(overhead.kernels).map(([kernel, percent]) => `${kernel} ${percent}`)
  return [
    {
      name: 'what fuel costs, geometric mean over ten kernels',
      value: overhead.geometric_mean,
      unit: '%',
      goal: 20,
      better: 'less',
      note: `without recursion ${overhead.geometric_mean_without_recursion}; ${described.join(', ')}`,
    },
    {
      name: 'the same with V8 inlining as it likes, nothing counted as faster',
      value: overhead.inlined_geometric_mean,
      unit: '%',
      goal: 20,
      better: 'less',
    },
  ]
}

async function measurePlatform(): Promise<Figure[]> {
  if (!isFilled) await prepare()
  const { url, readyMs, stop } = await startInstallation()
  try {
    const figures: Figure[] = [{ name: 'second `npm start` to first answer', value: readyMs, unit: 'ms', goal: 4_000, better: 'less' }]
    for (const measure of [measureRequestLimits, measureIdleMemory, measureYardsticks, measureCatalogue, measurePages, measureCheckout]) {
      const measured = await measure(url)
      for (const { name, value, unit, note = '' } of measured) console.log(`${name}: ${value} ${unit} (${note})`)
      figures.push(...measured)
    }
    return figures
  } finally {
    await stop()
  }
}

/** Fills an installation that runs, so that the facts reach the analytics engine. What an earlier run left is kept. */
async function prepare() {
  const { stop } = await startInstallation()
  try {
    seed()
    console.log(`${await growOrderFacts(ORDER_FACTS)} order facts`)
  } finally {
    await stop()
  }
}

function seed() {
  const { status } = spawnSync(
    process.execPath,
    [join(projectRoot(), 'build', 'bin', 'console.js'), 'demo:seed', `--scale=${SCALE}`, '--verbose'],
    {
      cwd: projectRoot(),
      env: { ...process.env, RIALTO_STORAGE: storagePath() },
      stdio: 'inherit',
    }
  )
  if (status !== 0) throw new Error('demo:seed failed')
}

await main()
process.exit()
