import { spawnSync } from 'node:child_process'
import { checkLicences } from '../checks/licences.js'
import { ensureDependencies, nodePath } from './node.mjs'

await ensureDependencies()
/** It reads texts with a package, which a fresh clone does not have before the line above. */
const { checkTranslations } = await import('../checks/translations.js')
const node = nodePath()

const tool =
  (path, ...args) =>
  () => {
    const { status, stdout, stderr } = spawnSync(node, [`node_modules/${path}`, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })
    return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n')
  }

const FOLDERS = ['app', 'bin', 'client', 'commands', 'config', 'database', 'providers', 'services', 'start', 'plugins']

/** In the order of their speed: the cheapest answer first. */
const CHECKS = {
  'translations': checkTranslations,
  'licences': checkLicences,
  'prettier': tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '**/*.{ts,js,mjs,cjs,json}'),
  'tiers': tool('dependency-cruiser/bin/dependency-cruiser.mjs', '--config', '.dependency-cruiser.js', ...FOLDERS),
  'unused code': tool('knip/bin/knip.js', '--no-progress'),
  'eslint': tool('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
  'types': tool('typescript/bin/tsc', '--noEmit'),
}

let failed = 0
for (const [name, run] of Object.entries(CHECKS)) {
  const started = performance.now()
  const problems = run()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${problems.length ? '✘' : '✔'} ${name} (${seconds} s)`)
  problems.forEach((line) => console.log(`    ${line}`))
  failed += problems.length ? 1 : 0
}
console.log(failed ? `${failed} of ${Object.keys(CHECKS).length} checks failed` : 'All checks hold')
process.exit(failed ? 1 : 0)
