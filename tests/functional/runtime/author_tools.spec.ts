import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { readFixtures, type NamedFixture } from '#runtime/fixtures/fixture'
import { describeResult } from '#runtime/fixtures/fixture_result'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'
import { updateFixture } from '#runtime/fixtures/update_fixture'
import { allHooks, findHook } from '#runtime/hooks/define_hook'
import { scaffoldPlugin } from '#runtime/scaffold/scaffold_plugin'
import { waitFor } from '#tests/support/wait_for'
import type { NewPluginLanguage } from '#runtime/scaffold/new_manifest'

const ROOT = findProjectRoot()

/** As an author types it; what it says as JSON. */
function ace(...words: string[]): Promise<{ code: number | null; said: Record<string, unknown>; text: string }> {
  return new Promise((resolve) => {
    let text = ''
    const child = spawn(process.execPath, ['ace.js', ...words, '--json'], { cwd: ROOT, env: process.env })
    child.stdout.on('data', (part: Buffer) => (text += part.toString()))
    child.on('close', (code) => resolve({ code, text, said: JSON.parse(text.trim().split('\n').at(-1)!) as Record<string, unknown> }))
  })
}

test.group('Tools for authors', (group) => {
  let parent: string
  const runner = new FixtureRunner()
  group.each.setup(async () => {
    parent = await mkdtemp(join(tmpdir(), 'rialto tools '))
    return () => rm(parent, { recursive: true, force: true })
  })
  group.teardown(() => runner.stop())

  const make = async (language: NewPluginLanguage, hookId: string) => {
    const hook = findHook(hookId)!
    const id = `${hook.name.replaceAll('_', '-')}-${language}`
    const folder = join(parent, id)
    await scaffoldPlugin({ id, folder, language, hook })
    return folder
  }
  const tryAll = async (folder: string) => {
    const plugin = await buildPlugin(folder)
    const fixtures = await readFixtures(folder)
    const results = []
    for (const fixture of fixtures) results.push(await runner.run(plugin, fixture))
    return { plugin, fixtures, results }
  }

  test('a new TypeScript plugin for any hook passes the gate and its fixture', async ({ assert }) => {
    for (const { id } of allHooks()) {
      const { plugin, fixtures, results } = await tryAll(await make('typescript', id))
      assert.deepEqual(
        plugin.verdict.findings.filter(({ severity }) => severity === 'error'),
        [],
        id
      )
      const expected = fixtures[0].expect !== undefined
      if (expected) assert.isTrue(results[0].ok, `${id}: ${describeResult(results[0])}`)
      else assert.equal(results[0].outcome, 'ok', id)
    }
  })

  test('so does one in AssemblyScript', async ({ assert }) => {
    for (const id of ['discount@1', 'event@1', 'panel_block@1']) {
      const { plugin, results } = await tryAll(await make('assemblyscript', id))
      assert.isTrue(plugin.verdict.ok, id)
      assert.equal(results[0].outcome, 'ok', describeResult(results[0]))
    }
  })

  test('fixtures fail by what differs, by what was not recorded, and by what production would never send', async ({ assert }) => {
    const folder = await make('typescript', 'discount@1')
    const plugin = await buildPlugin(folder)
    const [example] = await readFixtures(folder)
    const told = async (change: Partial<NamedFixture>) => describeResult(await runner.run(plugin, { ...example, ...change }))
    assert.include(await told({ expect: { discounts: [] } }), 'discounts[0]: expected nothing, got')
    assert.include(await told({ expectOutcome: 'failed' }), 'expected the outcome failed, got ok')
    assert.include(await told({ expectOutcome: 'failed', expectError: 'no' }), 'expected the outcome failed')
    assert.include(await told({ settings: { percent: 91 } }), 'settings: percent must be <= 90')
    assert.include(await told({ input: { lines: [] } }), 'input: currency')
    assert.include(await told({ secrets: { key: 'x' } }), 'declares no secret "key"')
    assert.include(await told({ hook: 'shipping_quote@1' }), 'does not declare shipping_quote@1')
    assert.include(await told({ hook: 'nothing@1' }), 'There is no hook nothing@1')
    assert.include(await told({ hostCalls: [{ call: 'http_fetch', answer: {} }] }), 'did not ask for it')
  })

  test('--update writes what came, and keeps the rest of the fixture', async ({ assert }) => {
    const folder = await make('typescript', 'discount@1')
    const { fixtures, results } = await tryAll(folder)
    assert.isFalse(results[0].ok)
    assert.isTrue(await updateFixture(fixtures[0], results[0]))
    const { fixtures: written, results: after } = await tryAll(folder)
    assert.isTrue(after[0].ok)
    assert.equal(written[0].title, fixtures[0].title)
    assert.isFalse(await updateFixture(written[0], after[0]))
  })

  test('commands answer JSON and a failing exit code; a refusal is one line', async ({ assert }) => {
    const made = await ace('plugin:new', join(parent, 'my-event'), '--hook', 'event@1')
    assert.equal(made.code, 0, made.text)
    assert.equal(made.said.plugin, 'my-event')
    const tested = await ace('plugin:test', join(parent, 'my-event'))
    assert.deepInclude(tested.said, { passed: 1, failed: 0 })

    const path = join(parent, 'my-event', 'fixtures', 'example.json')
    await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), expectOutcome: 'failed' }))
    const failing = await ace('plugin:dev', join(parent, 'my-event'), '--once')
    assert.equal(failing.code, 1)
    assert.isFalse(failing.said.ok)

    const again = await ace('plugin:new', join(parent, 'my-event'))
    assert.equal(again.code, 1)
    assert.match(again.said.error as string, /is not empty/)
    const hooks = await ace('plugin:hooks')
    assert.sameMembers(
      (hooks.said as unknown as { id: string }[]).map(({ id }) => id),
      allHooks().map(({ id }) => id)
    )
  })

  test('plugin:dev sees a fixture in a new folder and tries it', async ({ assert }) => {
    const folder = await make('typescript', 'event@1')
    const fixture = await readFile(join(folder, 'fixtures', 'example.json'), 'utf8')
    await rm(join(folder, 'fixtures'), { recursive: true })
    let text = ''
    const child = spawn(process.execPath, ['ace.js', 'plugin:dev', folder, '--json'], { cwd: ROOT, env: process.env })
    child.stdout.on('data', (part: Buffer) => (text += part.toString()))
    const lines = () =>
      text
        .trim()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as { results?: unknown[]; watching?: string })
    try {
      await waitFor('the first look', () => lines().some(({ watching }) => watching), 60_000)
      await writeInto(join(folder, 'fixtures'), 'late.json', fixture)
      await waitFor('the new fixture', () => lines().some(({ results }) => results?.length === 1), 60_000)
    } finally {
      child.kill('SIGTERM')
    }
    assert.equal(await new Promise((resolve) => child.once('close', resolve)), 0)
  })
})

async function writeInto(folder: string, name: string, contents: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, name), contents)
}
