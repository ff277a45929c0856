/**
 * Runs Ace commands from the TypeScript sources. Plain JavaScript, because it may be started by a Node that is too old
 * for the rest: it then starts itself again under the one that is installed with the packages.
 */
import { fileURLToPath } from 'node:url'
import { ensureDependencies, nodePath, run } from './bin/node.mjs'

if (Number(process.versions.node.split('.')[0]) < 24) {
  await ensureDependencies()
  const self = fileURLToPath(import.meta.url)
  process.exitCode = await run(nodePath(), [...process.execArgv, self, ...process.argv.slice(2)])
} else {
  await import('./bin/typescript.mjs')
  await import('./bin/console.ts')
}
