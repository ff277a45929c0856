import { basename, isAbsolute, join, relative, resolve } from 'node:path'
import { args, flags } from '@adonisjs/core/ace'
import { Exception } from '@adonisjs/core/exceptions'
import { PlatformCommand } from '#core/commands/platform_command'
import { findNameProblem, NAME_PROBLEMS } from '#registry/names/plugin_name'
import { findProjectRoot } from '#runtime/build/project_root'
import { buildPlugin } from '#runtime/build/build_plugin'
import { readFixtures } from '#runtime/fixtures/fixture'
import { FixtureRunner } from '#runtime/fixtures/fixture_runner'
import { updateFixture } from '#runtime/fixtures/update_fixture'
import { allHooks, findHook } from '#runtime/hooks/define_hook'
import { scaffoldPlugin } from '#runtime/scaffold/scaffold_plugin'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { NewPluginLanguage } from '#runtime/scaffold/new_manifest'

type Created = { plugin: string; folder: string; language: string; hook: string; files: string[] }

class NewPluginRefused extends Exception {
  static status = 422
  static code = 'E_VALIDATION_FAILED'
}

const LANGUAGES: readonly string[] = ['typescript', 'assemblyscript']

export default class PluginNew extends PlatformCommand<Created> {
  static commandName = 'plugin:new'
  static description = 'Make a plugin that compiles, passes the gate and has a fixture, in plugins/<name> or any empty folder'
  static options: CommandOptions = { startApp: false }

  @args.string({ description: 'Name, or path of a folder whose last part is the name' })
  declare plugin: string

  @flags.string({ description: 'typescript or assemblyscript', default: 'typescript' })
  declare language: string

  @flags.string({ description: 'The hook it answers, see plugin:hooks', default: 'discount@1' })
  declare hook: string

  protected async perform() {
    await import('#start/hooks')
    const isPath = isAbsolute(this.plugin) || /[/\\]/.test(this.plugin)
    const folder = isPath ? resolve(this.plugin) : join(findProjectRoot(), 'plugins', this.plugin)
    const { id, hook } = this.#checked(basename(folder))
    const files = await scaffoldPlugin({ id, folder, language: this.language as NewPluginLanguage, hook })
    await expectExample(folder)
    return { plugin: id, folder: relative(process.cwd(), folder), language: this.language, hook: hook.id, files }
  }

  protected describe({ plugin, folder, hook, files }: Created) {
    const next = `Next: node ace plugin:test ${folder}`
    return [`${plugin} answers ${hook} in ${folder}: ${files.join(', ')}`, next].join('\n')
  }

  #checked(id: string) {
    const problem = findNameProblem(id)
    if (problem) throw new NewPluginRefused(`${id}: ${NAME_PROBLEMS[problem]}`)
    if (!LANGUAGES.includes(this.language)) throw new NewPluginRefused(`--language is one of ${LANGUAGES.join(', ')}`)
    const hook = findHook(this.hook)
    const known = allHooks().map((one) => one.id)
    if (!hook) throw new NewPluginRefused(`There is no hook ${this.hook}; there are ${known.join(', ')}`)
    return { id: id.toLowerCase(), hook }
  }
}

/** Builds it and writes what it answers to the example: a new plugin's fixture holds from the start. */
async function expectExample(folder: string): Promise<void> {
  const plugin = await buildPlugin(folder)
  const runner = new FixtureRunner()
  try {
    for (const fixture of await readFixtures(folder)) {
      const result = await runner.run(plugin, fixture)
      if (fixture.expect === undefined) await updateFixture(fixture, result)
    }
  } finally {
    await runner.stop()
  }
}
