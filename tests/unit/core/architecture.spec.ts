import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { test } from '@japa/runner'

/** Every rule is shown one file that breaks it: a resolver that finds nothing would let everything pass. */
const BROKEN: [string, string][] = [
  ['no-import-up-from-core', 'app/core/upward.ts'],
  ['no-import-up-from-runtime', 'app/runtime/sideways.ts'],
  ['no-foreign-insides', 'app/orders/insides.ts'],
  ['not-resolvable', 'app/search/aliased.ts'],
  ['no-circular', 'app/marketing/circle_a.ts'],
  ['plugins-import-the-sdk-only', 'plugins/greedy/index.ts'],
  ['services-know-no-domain', 'services/knowing.ts'],
]

const { default: config } = (await import(new URL('../../../.dependency-cruiser.js', import.meta.url).href)) as {
  default: { options: object }
}

const examine = async (folder: string) => {
  const { options, ...ruleSet } = config
  const { output } = await cruise([folder], { ...options, ruleSet, validate: true } as never, webpackResolve as never)
  return (output as ICruiseResult).summary.violations.map(({ rule, from }) => `${rule.name} ${from.replace('checks/fixtures/', '')}`)
}

const webpackResolve = { extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } }

test.group('Architecture rules', () => {
  test('each rule notices the file made to break it, and the allowed import passes', async ({ assert }) => {
    const found = await examine('checks/fixtures')
    for (const [rule, file] of BROKEN) assert.include(found, `${rule} ${file}`)
    assert.isEmpty(found.filter((line) => line.includes('allowed.ts')))
  })
})
