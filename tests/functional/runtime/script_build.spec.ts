import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'

test.group('Building scripts', (group) => {
  let folder = ''
  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rialto-script-'))
    await cp(join(findProjectRoot(), 'tests/plugins/own/piece-discount-ts'), folder, { recursive: true })
    return () => rm(folder, { recursive: true, force: true })
  })

  test('takes a script of one file as it is', async ({ assert }) => {
    const source = 'export const discount_v1 = (): object => ({ discounts: [] })\n'
    await writeFile(join(folder, 'index.ts'), source)
    const { wasm, verdict } = await buildPlugin(folder)
    assert.equal(Buffer.from(wasm).toString(), source)
    assert.isTrue(verdict.ok)
  })

  test('makes one of several files, the same each time', async ({ assert }) => {
    const first = await buildPlugin(folder)
    assert.deepEqual(first.verdict.hooks, ['discount_v1'], JSON.stringify(first.verdict.findings))
    assert.notInclude(Buffer.from(first.wasm).toString(), './tiers')
    const second = await buildPlugin(folder)
    assert.equal(second.verdict.sha256, first.verdict.sha256)
  })

  test('tells what is missing', async ({ assert }) => {
    const source = await readFile(join(folder, 'index.ts'), 'utf8')
    await writeFile(join(folder, 'index.ts'), source.replace('./tiers.ts', './gone.ts'))
    await assert.rejects(() => buildPlugin(folder), /gone/)
    await rm(join(folder, 'index.ts'))
    await assert.rejects(() => buildPlugin(folder), /index\.ts.* is not there/)
  })

  test('tells where manifest and script disagree', async ({ assert }) => {
    await writeFile(join(folder, 'index.ts'), `import { kv } from 'rialto:host'\nexport const shipping_quote_v1 = () => kv.get('a')`)
    const { verdict } = await buildPlugin(folder)
    const words = verdict.findings.map(({ message }) => message).join('\n')
    assert.include(words, 'does not export discount_v1')
    assert.include(words, 'uses the capability "kv"')
  })
})
