import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot, storagePath } from '../../services/paths.js'
import { startInstallation, measureMemory } from './support/installation.js'
import { measureCatalogue, measureCheckout, measurePages } from './scenarios.js'
import { describeReport, type Figure } from './support/report.js'

const SCALE = Number(process.env.BENCH_SCALE ?? 50)
const onlyRuntime = process.argv.includes('runtime')

async function main() {
  const figures: Figure[] = []
  figures.push(...(await measureRuntimeFigures()))
  if (!onlyRuntime) figures.push(...(await measurePlatform()))
  const report = {
    measured_at: new Date().toISOString(),
    machine: { cpu: cpus()[0].model, cores: cpus().length, memory_gb: Math.round(totalmem() / 1024 ** 3), node: process.version, load: loadavg()[0] },
    scale: SCALE,
    figures,
  }
  const folder = join(projectRoot(), 'docs')
  mkdirSync(folder, { recursive: true })
  if (!onlyRuntime) {
    writeFileSync(join(folder, 'performance.json'), JSON.stringify(report, null, 2) + '\n')
    writeFileSync(join(folder, 'performance.md'), describeReport(report))
  }
  console.log(describeReport(report))
}

async function measureRuntimeFigures(): Promise<Figure[]> {
  const { measureRuntime } = await import('./runtime.js')
  const figures = await measureRuntime()
  return [
    { name: 'fresh plugin call, small payload, median', value: figures.fresh_call_us, unit: 'µs', goal: 400, better: 'less' },
    { name: 'the same as a multiple of a bare Extism call', value: figures.ratio_to_bare, unit: '×' },
    { name: 'plugin call with 64 KB in and out, median', value: figures.payload_64k_us, unit: 'µs', goal: 3_000, better: 'less' },
    { name: 'plugin calls', value: figures.calls_per_second, unit: '/s', goal: 2_500, better: 'more' },
    { name: 'plugin host killed, next call served after', value: figures.restart_ms, unit: 'ms', goal: 300, better: 'less' },
  ]
}

async function measurePlatform(): Promise<Figure[]> {
  const first = await startInstallation()
  await first.stop()
  seed()
  const second = await startInstallation()
  try {
    const memory = measureMemory()
    return [
      { name: 'second start to first answer', value: second.readyMs, unit: 'ms', goal: 4_000, better: 'less' },
      { name: 'idle memory of web (RSS)', value: memory.find(({ name }) => name.includes('bin/server'))?.rss_mb ?? 0, unit: 'MB', goal: 250, better: 'less' },
      { name: 'idle memory of all processes (Pss)', value: memory.reduce((sum, { pss_mb: size }) => sum + size, 0), unit: 'MB', goal: 900, better: 'less' },
      ...(await measureCatalogue(second.url)),
      ...(await measurePages(second.url)),
      ...(await measureCheckout(second.url)),
    ]
  } finally {
    await second.stop()
  }
}

/** Idempotent: data of an earlier run stay. */
function seed() {
  const { status } = spawnSync(process.execPath, [join(projectRoot(), 'build', 'bin', 'console.js'), 'demo:seed', `--scale=${SCALE}`, '--verbose'], {
    cwd: projectRoot(),
    env: { ...process.env, RIALTO_STORAGE: storagePath() },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('demo:seed failed')
}

await main()
process.exit(0)
