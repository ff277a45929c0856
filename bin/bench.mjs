/** `npm run bench`: a whole installation with 100,000 products and orders, measured from outside. Data stay in `tmp/bench` for the next run. */
import { join } from 'node:path'
import { build, isBuildCurrent } from './build.mjs'
import { ensureDependencies, projectRoot, runNode } from './node.mjs'

await ensureDependencies()
if (!isBuildCurrent() && (await build()) !== 0) process.exit(1)

process.exitCode = await runNode(
  ['--import=./bin/typescript.mjs', join(projectRoot, 'tests', 'bench', 'main.ts'), ...process.argv.slice(2)],
  {
    env: {
      NODE_ENV: 'production',
      RIALTO_STORAGE: process.env.RIALTO_STORAGE || join(projectRoot, 'tmp', 'bench'),
      // The load comes from one address; the limits themselves are measured elsewhere.
      API_REQUESTS_PER_ADDRESS: '100000000',
      API_REQUESTS_PER_USER: '100000000',
    },
  }
)
