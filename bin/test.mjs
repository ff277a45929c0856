/** `npm test`: installs what is missing and runs every suite on services of its own, thrown away at the next run. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies, projectRoot, runNode } from './node.mjs'

await ensureDependencies()
const assets = await runNode([join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'])
if (assets !== 0) process.exit(1)

const storage = process.env.RIALTO_STORAGE || join(projectRoot, 'tmp', 'test')
rmSync(storage, { recursive: true, force: true })

process.exitCode = await runNode(
  ['--disable-warning=DEP0205', '--import=@poppinss/ts-exec', join(projectRoot, 'bin', 'test.ts'), ...process.argv.slice(2)],
  { env: { NODE_ENV: 'test', RIALTO_STORAGE: storage, RIALTO_PG_FSYNC: 'off', LOG_LEVEL: process.env.LOG_LEVEL || 'fatal' } }
)
