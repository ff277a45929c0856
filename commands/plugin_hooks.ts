import { writeFile } from 'node:fs/promises'
import { flags } from '@adonisjs/core/ace'
import { PlatformCommand } from '#core/commands/platform_command'
import { hookTypes } from '#runtime/build/hook_types'
import { allHooks } from '#runtime/hooks/define_hook'
import { hookLimits } from '#runtime/hooks/hook_limits'
import { hooksMarkdown } from '#runtime/hooks/hooks_markdown'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { CallLimits } from '#runtime/host/call_types'
import type { HookOptions } from '#runtime/hooks/define_hook'

type ListedHook = Omit<HookOptions, 'deadlineMs' | 'fuel' | 'name' | 'version'> & { id: string; export: string; limits: CallLimits }

export default class PluginHooks extends PlatformCommand<ListedHook[]> {
  static commandName = 'plugin:hooks'
  static description = 'List every hook a plugin can answer: schemas, limits and an example with --json'
  static options: CommandOptions = { startApp: false }

  @flags.boolean({ description: 'Print the page docs/plugins/hooks.md' })
  declare markdown: boolean

  @flags.boolean({ description: 'Print plugins/sdk/typescript/hooks.d.ts' })
  declare types: boolean

  @flags.string({ description: 'Write to this file instead of printing' })
  declare out?: string

  protected async perform() {
    await import('#start/hooks')
    return allHooks().map((hook) => {
      const { id, exportName, deadlineMs: _deadline, fuel: _fuel, name: _name, version: _version, ...declared } = hook
      return { id, export: exportName, ...declared, limits: hookLimits(hook) }
    })
  }

  protected describe(hooks: ListedHook[]) {
    if (this.markdown) return hooksMarkdown().trimEnd()
    if (this.types) return hookTypes().trimEnd()
    const width = Math.max(...hooks.map(({ id }) => id.length))
    return hooks
      .map(({ id, title, limits, failure }) => {
        const fuel = `${limits.fuel / 1_000_000} M fuel`
        return `${id.padEnd(width)}  ${title} (${limits.wallMs} ms, ${fuel}, fails ${failure})`
      })
      .join('\n')
  }

  async run() {
    if (!this.out) return super.run()
    await writeFile(this.out, `${this.describe(await this.perform())}\n`)
  }
}
