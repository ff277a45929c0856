import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from '@japa/runner'
import { FIRST_PARTY } from '#database/seeders/demo/plugins'
import { buildPlugin } from '#runtime/build/build_plugin'
import { findProjectRoot } from '#runtime/build/project_root'
import { readFixtures } from '#runtime/fixtures/fixture'
import { describeResult } from '#runtime/fixtures/fixture_result'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'

const foldersOf = (...path: string[]) => {
  const root = join(findProjectRoot(), ...path)
  return readdirSync(root)
    .map((name) => join(root, name))
    .filter((folder) => existsSync(join(folder, 'plugin.json')))
}

const OURS = FIRST_PARTY.map((id) => join(findProjectRoot(), 'plugins', id))
const ALL = [...foldersOf('plugins'), ...foldersOf('tests', 'plugins', 'own')]

test.group('Every plugin against its fixtures', (group) => {
  const runner = new FixtureRunner()
  group.teardown(() => runner.stop())

  test('{$self}')
    .with(ALL.map((folder) => basename(folder)))
    .run(async ({ assert }, name) => {
      const folder = ALL.find((path) => basename(path) === name)!
      const plugin = await buildPlugin(folder)
      const isOurs = OURS.includes(folder)
      const errors = plugin.verdict.findings.filter(({ severity }) => severity === 'error' || (isOurs && severity === 'warning'))
      assert.deepEqual(errors, [], `${name} and its manifest`)

      const fixtures = await readFixtures(folder)
      const results = await Promise.all(fixtures.map((fixture) => runner.run(plugin, fixture)))
      const failed = results.filter(({ ok }) => !ok)
      assert.lengthOf(failed, 0, failed.map(describeResult).join('\n'))
      for (const { fixture, share } of results) assert.isBelow(share, 0.5, `${fixture} takes more than half of the fuel`)
    })
})

test.group('First-party plugins', () => {
  test('each has a readme, fixtures for every hook it answers, and texts in both languages', async ({ assert }) => {
    for (const folder of OURS) {
      const { manifest } = await buildPlugin(folder)
      const tried = new Set((await readFixtures(folder)).map(({ hook }) => hook))
      assert.isTrue(existsSync(join(folder, 'README.md')), folder)
      assert.sameMembers([...tried], manifest.hooks, folder)
      for (const text of [manifest.name, manifest.description]) assert.sameMembers(Object.keys(text), ['en', 'ru'], folder)
    }
  })
})
