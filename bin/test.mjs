/** `npm test`: installs what is missing and runs every suite on services of its own, thrown away at the next run. */
import { mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, projectRoot, runNode } from './node.mjs'

await ensureDependencies()
const assets = await runNode([join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'])
if (assets !== 0) process.exit(1)

/** Never the operator's own folder: it is wiped. */
const storage = join(projectRoot, 'tmp', 'test')
rmSync(storage, { recursive: true, force: true })

const suite = ['--import=./bin/typescript.mjs', join(projectRoot, 'bin', 'test.ts')]
const env = { NODE_ENV: 'test', RIALTO_PG_FSYNC: 'off', LOG_LEVEL: process.env.LOG_LEVEL || 'fatal' }
const wanted = process.argv.slice(2)

/** What follows each other in one process, with services of its own; the longest come first. */
const PARTS = [
  { name: 'functional', args: ['functional'] },
  { name: 'sweeps', args: ['sweeps'] },
  { name: 'browser', args: ['browser', 'platform'] },
  { name: 'unit', args: ['unit', 'plugins'] },
]

/** Where a Redis is given, what the environment chooses at boot is proven on it too; the other drivers are tested side by side. */
const ON_REDIS = {
  name: 'redis',
  args: ['functional', ...['drivers/cache', 'core/settings'].flatMap((name) => ['--files', `tests/functional/${name}.spec.ts`])],
  env: { CACHE_STORE: 'redis', JOBS_BACKEND: 'redis', LIVE_TRANSPORT: 'redis', LIMITER_STORE: 'redis' },
}

mkdirSync(storage, { recursive: true })
process.exitCode = wanted.length
  ? await runPart({ name: 'main', args: wanted })
  : await runParts(process.env.REDIS_URL ? [...PARTS, ON_REDIS] : PARTS)

function runPart({ name, args, env: more }, output) {
  return runNode([...suite, ...args], { env: { ...env, ...more, RIALTO_STORAGE: join(storage, name) }, output })
}

/**
 * Two at once: one process leaves a core idle. The first is seen while it runs, what the others say follows it. With
 * TEST_IN_TURN they follow each other, for machines whose cores are somebody else's too.
 */
async function runParts(parts) {
  const waiting = [...parts]
  const codes = []
  let firstDone
  const first = new Promise((resolve) => (firstDone = resolve))
  const work = async () => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (process.env.TEST_IN_TURN || part === parts[0]) {
        codes.push(await runPart(part))
        firstDone()
        continue
      }
      const log = join(storage, `${part.name}.log`)
      codes.push(await runPart(part, openSync(log, 'w')))
      void first.then(() => process.stdout.write(readFileSync(log)))
    }
  }
  await Promise.all(process.env.TEST_IN_TURN ? [work()] : [work(), work()])
  return codes.find((code) => code !== 0) ?? 0
}
