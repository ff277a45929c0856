import { test } from '@japa/runner'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { hostileFolder } from '#tests/support/installed_plugins'

/** A copy inside the project: sources find the SDK from where they stand. */
async function copyOf(id: string): Promise<string> {
  const folder = await mkdtemp(join(findProjectRoot(), 'tests/plugins/hostile/copy-'))
  await cp(hostileFolder(id), folder, { recursive: true, filter: (path) => !path.endsWith('build') })
  return folder
}

test.group('Building plugins', (group) => {
  let folder = ''
  group.each.setup(async () => {
    folder = await copyOf('loops-forever')
    return () => rm(folder, { recursive: true, force: true })
  })

  test('builds once, and again when a source changed', async ({ assert }) => {
    const first = await buildPlugin(folder)
    assert.deepEqual(Buffer.from(first.wasm), await readFile(first.wasmPath))
    const again = await buildPlugin(folder)
    assert.equal(again.verdict.sha256, first.verdict.sha256)
    const source = join(folder, 'assembly/index.ts')
    await writeFile(source, (await readFile(source, 'utf8')).replace('rounds++', 'rounds += 7'))
    const changed = await buildPlugin(folder)
    assert.notEqual(changed.verdict.sha256, first.verdict.sha256)
  })

  test('builds the same bytes from the same sources', async ({ assert }) => {
    const first = await buildPlugin(folder)
    await rm(join(folder, 'build'), { recursive: true })
    const second = await buildPlugin(folder)
    assert.equal(second.verdict.sha256, first.verdict.sha256)
  })

  test('tells what the compiler says', async ({ assert }) => {
    await writeFile(join(folder, 'assembly/index.ts'), 'export function discount_v1(): i32 { return nothing }')
    await assert.rejects(() => buildPlugin(folder), /nothing/)
  })

  test('tells where manifest and module disagree', async ({ assert }) => {
    const path = join(folder, 'plugin.json')
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    await writeFile(path, JSON.stringify({ ...manifest, hooks: ['discount@2'], capabilities: ['clock'] }))
    const { verdict } = await buildPlugin(folder)
    const messages = verdict.findings.map(({ message }) => message).join('\n')
    assert.include(messages, 'does not export discount_v2')
    assert.include(messages, 'asks for the capability "clock", which the module does not use')
  })

  test('a folder without a manifest, and one with a wrong one, are refused', async ({ assert }) => {
    await assert.rejects(() => buildPlugin(join(folder, 'assembly')), /no plugin.json/)
    await writeFile(join(folder, 'plugin.json'), '{"id":"X"}')
    await assert.rejects(() => buildPlugin(folder), /manifest is not valid/)
  })
})
