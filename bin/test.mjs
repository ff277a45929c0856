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

const suite = ['--disable-warning=DEP0205', '--import=@poppinss/ts-exec', join(projectRoot, 'bin', 'test.ts')]
const env = { NODE_ENV: 'test', RIALTO_PG_FSYNC: 'off', LOG_LEVEL: process.env.LOG_LEVEL || 'fatal' }
const envOf = (half) => ({ ...env, RIALTO_STORAGE: join(storage, half) })
const wanted = process.argv.slice(2)

process.exitCode = wanted.length ? await runNode([...suite, ...wanted], { env: envOf('main') }) : await runBoth()

/**
 * Two halves at once, each with services of its own: one process leaves a core idle. What the second says follows the first.
 * With TEST_IN_TURN they follow each other, for machines whose cores are somebody else's too.
 */
async function runBoth() {
  mkdirSync(storage, { recursive: true })
  const first = () => runNode([...suite, 'functional'], { env: envOf('main') })
  const rest = (options) => runNode([...suite, 'unit', 'plugins', 'platform', 'browser'], { env: envOf('rest'), ...options })
  if (process.env.TEST_IN_TURN) return worst([await first(), await rest()])
  const log = join(storage, 'rest.log')
  const codes = await Promise.all([first(), rest({ output: openSync(log, 'w') })])
  process.stdout.write(readFileSync(log))
  return worst(codes)
}

function worst(codes) {
  return codes.find((code) => code !== 0) ?? 0
}

/** Where a Redis is given, what the environment chooses at boot is proven on it too; the other drivers are tested side by side above. */
if (process.env.REDIS_URL && !wanted.length) {
  const onRedis = { ...envOf('main'), CACHE_STORE: 'redis', JOBS_BACKEND: 'redis', LIVE_TRANSPORT: 'redis', LIMITER_STORE: 'redis' }
  const files = ['drivers/cache', 'core/settings'].flatMap((name) => ['--files', `tests/functional/${name}.spec.ts`])
  process.exitCode = (await runNode([...suite, 'functional', ...files], { env: onRedis })) || process.exitCode
}
