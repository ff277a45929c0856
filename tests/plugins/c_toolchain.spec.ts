import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { gateModule } from '#runtime/gate/gate'
import { readFixtures } from '#runtime/fixtures/fixture'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'

const folder = join(findProjectRoot(), 'tests/plugins/own/pieces-c')
const clang = spawnSync('clang', ['--version'], { encoding: 'utf8' })
const hasClang = clang.status === 0 && spawnSync('wasm-ld', ['--version']).status === 0

test.group('A plugin in C', (group) => {
  const runner = new FixtureRunner()
  group.teardown(() => runner.stop())

  test('the committed module imports nothing but the platform, and is small', async ({ assert }) => {
    const { verdict } = await buildPlugin(folder)
    assert.isTrue(verdict.ok)
    assert.isBelow(verdict.size, 4_096)
    assert.deepEqual([...new Set(verdict.imports.map(({ module }) => module))], ['rialto:host/v1'])
    assert.deepEqual(verdict.hooks, ['discount_v1'])
  })

  test('its source compiles to the same bytes, or with another compiler to the same answers', async ({ assert }) => {
    const path = await mkdtemp(join(tmpdir(), 'rialto-c-'))
    const output = join(path, 'plugin.wasm')
    const { status, stderr } = spawnSync('sh', [join(folder, 'build.sh'), output], { encoding: 'utf8' })
    assert.equal(status, 0, stderr)
    const rebuilt = new Uint8Array(await readFile(output))
    await rm(path, { recursive: true })

    const committed = await buildPlugin(folder)
    const builtWith = await readFile(join(folder, 'BUILT_WITH'), 'utf8')
    if (clang.stdout.startsWith(builtWith.trim())) assert.deepEqual(rebuilt, committed.wasm)
    const { verdict, gated } = gateModule(rebuilt)
    for (const fixture of await readFixtures(folder)) {
      const { ok, problems } = await runner.run({ ...committed, wasm: rebuilt, verdict, gated }, fixture)
      assert.isTrue(ok, problems.join('; '))
    }
  }).skip(!hasClang, 'clang and wasm-ld are not installed')
})
