import { GuestTrap } from '../guest_trap.ts'
import { GUEST_RUNTIME } from './guest_runtime.ts'
import { HOST_MODULE, hostModuleSource, namesInSight } from './host_module.ts'
import { Machine, ScriptThrew, type MachineEvents } from './machine.ts'
import { MemoryImage } from './memory_image.ts'
import { describeThrown, type ThrownError } from './thrown_error.ts'

/** What compiling a script and running its top level may burn: it happens once, no call pays for it. */
const startFuel = (source: Uint8Array): number => START_FUEL_BASE + source.length * START_FUEL_PER_BYTE
const START_FUEL_BASE = 50_000_000
/** Compiling takes about 1,300. */
const START_FUEL_PER_BYTE = 2_000
/** Plenty for the engine's own start, which is always the same. */
const ENGINE_START_FUEL = 50_000_000
/** Each thread keeps what the top level left, and copies it into every call's instance: no call pays for that either. */
const MOST_IMAGE_BYTES = 4 * 1024 * 1024
/** What stack traces call the script. */
export const SCRIPT_NAME = 'plugin.ts'
const MISSING_NAME = /^SyntaxError: Could not find export '(.*)' in module '(?:rialto:host|plugin\.ts)'$/
const silent: MachineEvents = { onMessage: () => {} }

/** Where the functions of the guest's runtime are; valid in every instance that was restored. */
interface Handles {
  runtime: number
  context: number
  start: number
  answer: number
  describe: number
  exports: number
}

interface Base {
  image: MemoryImage
  handles: Handles
}

export interface LoadedExport {
  name: string
  type: string
}

/** Thrown when a script can't be loaded: what it threw, or what it imports that is not there. */
export class ScriptRefused extends Error {
  readonly thrown: ThrownError
  readonly refusedImports: readonly string[]

  constructor(thrown: ThrownError, refusedImports: readonly string[]) {
    super(thrown.text)
    this.thrown = thrown
    this.refusedImports = refusedImports
  }
}

interface Linked {
  machine: Machine
  handles: Handles
  script: number
  imports: string[]
  exports: LoadedExport[]
}

const bases = new WeakMap<WebAssembly.Module, Base>()

/** A script after its top level has run and before any call: every call starts from here, in an instance of its own. */
export class ScriptProgram {
  readonly exports: LoadedExport[]
  /** Names it imports from `rialto:host`. */
  readonly imports: readonly string[]
  /** What loading it took. */
  readonly fuelUsed: number
  readonly #engine: WebAssembly.Module
  readonly #image: MemoryImage
  readonly #handles: Handles
  readonly #script: number

  /** Compiles, links and runs the top level. Throws `ScriptRefused`, `GateRefusal`, or `GuestTrap` when it takes too much. */
  constructor(engine: WebAssembly.Module, source: Uint8Array) {
    this.#engine = engine
    const { machine, handles, script, imports, exports } = link(engine, source)
    this.exports = exports
    this.imports = imports
    this.fuelUsed = startFuel(source) - machine.fuel
    this.#handles = handles
    this.#script = script
    this.#image = new MemoryImage(machine.memory)
    refuseHeavy(this.#image.size)
  }

  /** An instance for one call. */
  instantiate(events: MachineEvents): ProgramInstance {
    const machine = new Machine(this.#engine, events)
    machine.restore(this.#image, this.#handles)
    return new ProgramInstance(machine, { ...this.#handles, script: this.#script })
  }
}

function refuseHeavy(bytes: number): void {
  if (bytes <= MOST_IMAGE_BYTES) return
  const found = `the module leaves ${bytes} bytes in memory before any call, at most ${MOST_IMAGE_BYTES} are allowed`
  throw new GuestTrap('memory', `Limit memory of the top level: ${found}. Make large tables when a call needs them.`)
}

/** One call's instance: started once, answered as often as it asked. */
export class ProgramInstance {
  readonly machine: Machine
  readonly #handles: Handles & { script: number }

  constructor(machine: Machine, handles: Handles & { script: number }) {
    this.machine = machine
    this.#handles = handles
  }

  start(name: string, { input, settings }: { input: Uint8Array; settings: Uint8Array }): void {
    const { machine } = this
    const values = [machine.newText(name), machine.newText(input), machine.newText(settings)]
    machine.call(this.#handles.start, this.#handles.script, ...values)
    machine.drain()
  }

  /** Answers what was asked first of all that is not answered; what waited for it goes on. */
  answer(index: number, { payload, isRefused }: { payload: Uint8Array; isRefused: boolean }): void {
    const { machine } = this
    const values = [machine.newText(String(index)), machine.newText(isRefused ? 'refused' : 'ok'), machine.newText(payload)]
    machine.call(this.#handles.answer, ...values)
    machine.drain()
  }
}

/**
 * Names that are missing in the host's module are put there one by one: the engine itself says which a script imports.
 * Each time it compiles the script anew, so the names that can be seen are there from the beginning.
 */
function link(engine: WebAssembly.Module, source: Uint8Array): Linked {
  const names = new Set(namesInSight(source))
  for (;;) {
    const { machine, handles } = restoredBase(engine)
    try {
      machine.fuel = ENGINE_START_FUEL
      machine.evaluateModule(hostModuleSource(names), { name: HOST_MODULE })
      machine.drain()
      machine.fuel = startFuel(source)
      const script = loadScript(machine, source)
      return { machine, handles, script, imports: [...names].sort(), exports: exportsOf(machine, handles, script) }
    } catch (error) {
      const missing = nameMissing(machine, handles, error)
      if (missing === null || names.has(missing)) throw refusal({ machine, handles, allowed: startFuel(source) }, error)
      names.add(missing)
    }
  }
}

function loadScript(machine: Machine, source: Uint8Array): number {
  const value = machine.evaluateModule(source, { name: SCRIPT_NAME, linkable: HOST_MODULE })
  machine.drain()
  const settled = machine.settled(value)
  if (settled.state === 'rejected') throw new ScriptThrew(settled.value)
  if (settled.state === 'fulfilled') return settled.value
  throw new GuestTrap('trap', 'The module waits at its top level for something that never comes.')
}

function exportsOf(machine: Machine, handles: Handles, script: number): LoadedExport[] {
  const listed = JSON.parse(decode(machine.text(machine.call(handles.exports, script)))) as [string, string][]
  return listed.map(([name, type]) => ({ name, type }))
}

function nameMissing(machine: Machine, handles: Handles, error: unknown): string | null {
  if (!(error instanceof ScriptThrew)) return null
  return MISSING_NAME.exec(describeThrown(machine, handles.describe, error.value).text)?.[1] ?? null
}

function refusal({ machine, handles, allowed }: { machine: Machine; handles: Handles; allowed: number }, error: unknown): unknown {
  if (error instanceof ScriptThrew) return new ScriptRefused(describeThrown(machine, handles.describe, error.value), machine.refusedImports)
  if (!(error instanceof WebAssembly.RuntimeError)) return error
  if (machine.fuel < 0) return new GuestTrap('fuel_exhausted', `Limit fuel: loading the module took more than ${allowed} units.`)
  return new GuestTrap('trap', `The module trapped while it was loaded: ${error.message}.`)
}

/** An engine with the guest's runtime in it: made once per thread. */
function restoredBase(engine: WebAssembly.Module): { machine: Machine; handles: Handles } {
  const known = bases.get(engine)
  if (known) {
    const machine = new Machine(engine, silent)
    machine.restore(known.image, known.handles)
    return { machine, handles: known.handles }
  }
  const machine = new Machine(engine, silent)
  machine.fuel = ENGINE_START_FUEL
  machine.start()
  const runtime = machine.call(machine.evaluate(GUEST_RUNTIME, 'rialto'), machine.newFunction())
  const [start, answer, describe, exports] = ['start', 'answer', 'describe', 'exports'].map((name) => machine.property(runtime, name)) as [
    number,
    number,
    number,
    number,
  ]
  const handles = { runtime: machine.runtime, context: machine.context, start, answer, describe, exports }
  bases.set(engine, { image: new MemoryImage(machine.memory), handles })
  return { machine, handles }
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
