import { resolve } from 'node:path'
import { args } from '@adonisjs/core/ace'
import { buildPlugin } from '#runtime/build/build_plugin'
import { PlatformCommand } from '#core/commands/platform_command'
import type { GateFinding } from '#runtime/gate/gate_verdict'
import type { CommandOptions } from '@adonisjs/core/types/ace'

type Built = {
  plugin: string
  version: string
  file: string
  size: number
  sha256: string
  ok: boolean
  hooks: string[]
  capabilities: string[]
  findings: GateFinding[]
}

export default class PluginBuild extends PlatformCommand<Built> {
  static commandName = 'plugin:build'
  static description = 'Build the plugin in a folder (TypeScript needs no build) and show what the gate thinks of it'
  static options: CommandOptions = { startApp: false }

  @args.string({ description: 'Folder with plugin.json' })
  declare folder: string

  protected async perform() {
    await import('#start/hooks')
    const { manifest, wasmPath, wasm, verdict, gated } = await buildPlugin(resolve(this.folder))
    return {
      plugin: manifest.id,
      version: manifest.version,
      file: wasmPath,
      size: wasm.length,
      sha256: verdict.sha256,
      ok: gated !== undefined && verdict.findings.every(({ severity }) => severity !== 'error'),
      hooks: verdict.hooks,
      capabilities: verdict.capabilities,
      findings: verdict.findings,
    }
  }

  protected describe({ plugin, version, file, size, ok, hooks, capabilities, findings }: Built) {
    const verdict = ok ? 'passes the gate' : 'is refused by the gate'
    const asks = capabilities.length ? `needs ${capabilities.join(', ')}` : 'needs no capability'
    const lines = [`${plugin} ${version} ${verdict}: ${size} bytes, answers ${hooks.join(', ') || 'no hook'}, ${asks} (${file})`]
    return [...lines, ...findings.map(({ severity, message }) => `  ${severity}: ${message}`)].join('\n')
  }

  protected isFailure({ ok }: Built) {
    return !ok
  }
}
