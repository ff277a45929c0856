import { type CallOutcome } from './call_types.ts'
import { type EngineCall, type PluginEngine, type ScriptModule } from './engine.ts'
import { ScriptProgram } from './quickjs/script_program.ts'
import { ScriptCall } from './script_call.ts'

/** QuickJS, itself behind the gate. A script is loaded once per thread; each call starts from there in an instance of its own. */
export class ScriptEngine implements PluginEngine<ScriptModule> {
  readonly name = 'quickjs'
  readonly #programs = new WeakMap<ScriptModule, ScriptProgram>()

  async run(call: EngineCall<ScriptModule>): Promise<CallOutcome> {
    let program: ScriptProgram
    try {
      program = this.#programOf(call.module)
    } catch (error) {
      return couldNotStart(error as Error)
    }
    return new ScriptCall(call, program).run()
  }

  /** Loads a script before somebody calls it. One that can't be loaded says so when it is called. */
  prepare(module: ScriptModule): void {
    try {
      this.#programOf(module)
    } catch {
      // Said by the first call.
    }
  }

  #programOf(module: ScriptModule): ScriptProgram {
    const known = this.#programs.get(module)
    if (known) return known
    const program = new ScriptProgram(module.engine, module.source)
    this.#programs.set(module, program)
    return program
  }
}

/** The gate has loaded the script before, with the same fuel: seldom seen. */
function couldNotStart({ message }: Error): CallOutcome {
  return { outcome: 'trap', error: `The module could not start: ${message}`, fuelUsed: 0, durationMs: 0, logs: [] }
}
