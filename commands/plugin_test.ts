import { resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { buildPlugin } from '#runtime/build/build_plugin'
import { readFixtures, type NamedFixture } from '#runtime/fixtures/fixture'
import { describeResult, type FixtureResult } from '#runtime/fixtures/fixture_result'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'
import { updateFixture } from '#runtime/fixtures/update_fixture'
import type { BuiltPlugin } from '#runtime/build/build_plugin'
import type { CommandOptions } from '@adonisjs/core/types/ace'

type Tested = { plugin: string; version: string; passed: number; failed: number; updated: number; results: FixtureResult[] }

export default class PluginTest extends PlatformCommand<Tested> {
  static commandName = 'plugin:test'
  static description = 'Run the hooks of the plugin in a folder against its fixtures, with the fuel they have in production'
  static options: CommandOptions = { startApp: false }

  @args.string({ description: 'Folder with plugin.json and fixtures/' })
  declare folder: string

  @flags.boolean({ description: 'Write what came into the fixtures as what is expected' })
  declare update: boolean

  protected async perform() {
    await import('#start/hooks')
    const folder = resolve(this.folder)
    const plugin = await buildPlugin(folder)
    const results = await this.#run(plugin, await readFixtures(folder))
    return {
      plugin: plugin.manifest.id,
      version: plugin.manifest.version,
      passed: results.filter(({ ok }) => ok).length,
      failed: results.filter(({ ok }) => !ok).length,
      updated: this.update ? await this.#update(folder, results) : 0,
      results,
    }
  }

  protected describe({ plugin, version, passed, failed, updated, results }: Tested) {
    const summary = `${plugin} ${version}: ${passed} passed, ${failed} failed${updated ? `, ${updated} updated` : ''}`
    const none = results.length === 0 ? ['  no fixtures: put one into fixtures/<name>.json'] : []
    return [...results.map(describeResult), summary, ...none].join('\n')
  }

  /** What was just written as expected is no failure; the next run shows whether it holds. */
  protected isFailure({ passed, failed, updated }: Tested) {
    return failed > updated || passed + failed === 0
  }

  async #run(plugin: BuiltPlugin, fixtures: NamedFixture[]): Promise<FixtureResult[]> {
    const runner = new FixtureRunner()
    try {
      const results: FixtureResult[] = []
      for (const fixture of fixtures) results.push(await runner.run(plugin, fixture))
      return results
    } finally {
      await runner.stop()
    }
  }

  async #update(folder: string, results: FixtureResult[]): Promise<number> {
    const fixtures = await readFixtures(folder)
    const written = await Promise.all(fixtures.map((fixture, i) => updateFixture(fixture, results[i])))
    return written.filter(Boolean).length
  }
}
