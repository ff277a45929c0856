/** `npm start`: whatever is missing is installed and built, then the launcher runs until Ctrl-C. */
import { join } from 'node:path'
import { build, isBuildCurrent } from './build.mjs'
import { ensureDependencies, fail, projectRoot, runNode } from './node.mjs'

if (Number(process.versions.node.split('.')[0]) < 20) fail('Rialto needs Node 20 or newer to start.')

await ensureDependencies()
if (!isBuildCurrent()) {
  console.log('Building…')
  if ((await build()) !== 0) process.exit(1)
}

/** The launcher only watches; its memory is better used elsewhere. */
const SMALL = ['--max-semi-space-size=1', '--max-old-space-size=96']

process.exitCode = await runNode([...SMALL, join(projectRoot, 'build', 'bin', 'launcher.js'), ...process.argv.slice(2)], {
  env: {
    NODE_ENV: process.env.NODE_ENV || 'production',
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(projectRoot, 'storage', 'cache', 'node'),
  },
  // Tells the launcher that we are gone, however we go.
  ipc: true,
})
