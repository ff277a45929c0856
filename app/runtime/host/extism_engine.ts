import { createPlugin, type Plugin } from '@extism/extism'
import { type CallOutcome } from './call_types.ts'
import { type EngineCall, type PluginEngine } from './engine.ts'
import { GuestCall } from './guest_call.ts'
import { GuestTrap } from './guest_trap.ts'
import { hostFunctionsFor } from './host_functions.ts'

const silence = (): void => {}
const SILENT = { trace: silence, debug: silence, info: silence, log: silence, warn: silence, error: silence } as unknown as Console

/** Extism 2.0.0-rc13, with everything replaced that it leaves unbounded. */
export class ExtismEngine implements PluginEngine<WebAssembly.Module> {
  readonly name = 'extism'
  readonly #imports = new WeakMap<WebAssembly.Module, WebAssembly.ModuleImportDescriptor[]>()

  async run(call: EngineCall<WebAssembly.Module>): Promise<CallOutcome> {
    const guest = new GuestCall(call.message)
    try {
      const output = await this.#callGuest(call, guest)
      if (guest.failure !== null) return this.#ended(guest, { outcome: 'failed', error: guest.failure })
      return this.#ended(guest, { outcome: 'ok', output })
    } catch (error) {
      return this.#ended(guest, guest.explain(error))
    }
  }

  async #callGuest(call: EngineCall<WebAssembly.Module>, guest: GuestCall): Promise<Uint8Array> {
    const { fn, input } = call.message
    const plugin = await this.#instantiate(call, guest)
    const instance = await plugin.getInstance()
    if (typeof instance.exports[fn] !== 'function') {
      throw new GuestTrap('invalid_module', `The module does not export a function "${fn}".`)
    }
    guest.attach(instance)
    const answer = await plugin.call(fn, input).catch((error: unknown) => rethrow(error, guest))
    const output = guest.output ?? answer?.bytes().slice() ?? new Uint8Array()
    guest.refuseLargeOutput(output.length)
    return output
  }

  #instantiate({ module, message, askApp }: EngineCall<WebAssembly.Module>, guest: GuestCall): Promise<Plugin> {
    return createPlugin(
      { wasm: [{ module }] },
      {
        useWasi: false,
        runInWorker: false,
        functions: hostFunctionsFor(this.#importsOf(module), guest, askApp) as never,
        config: plainSettings(message.settings),
        logger: SILENT,
        logLevel: 'trace',
      }
    )
  }

  #importsOf(module: WebAssembly.Module): WebAssembly.ModuleImportDescriptor[] {
    const known = this.#imports.get(module)
    if (known) return known
    const imports = WebAssembly.Module.imports(module)
    this.#imports.set(module, imports)
    return imports
  }

  #ended(guest: GuestCall, rest: Partial<CallOutcome> & Pick<CallOutcome, 'outcome'>): CallOutcome {
    return { ...rest, fuelUsed: Math.max(0, guest.fuelUsed), durationMs: 0, logs: guest.logs }
  }
}

/** What a plugin of Extism's own PDK reports as its error is a refusal, not a trap. */
function rethrow(error: unknown, guest: GuestCall): never {
  const prefix = 'Plugin-originated error: '
  if (error instanceof Error && error.message.startsWith(prefix)) {
    guest.failure = error.message.slice(prefix.length, prefix.length + 1_000)
    throw new GuestTrap('failed', guest.failure)
  }
  throw error
}

/** Extism's configuration knows strings only. No prototype: a plugin asks for any name it likes. */
function plainSettings(settings: Uint8Array): Record<string, string> {
  const config = Object.create(null) as Record<string, string>
  if (settings.length === 0) return config
  const parsed = JSON.parse(new TextDecoder().decode(settings)) as Record<string, unknown>
  for (const [name, value] of Object.entries(parsed)) {
    config[name] = typeof value === 'string' ? value : JSON.stringify(value)
  }
  return config
}
