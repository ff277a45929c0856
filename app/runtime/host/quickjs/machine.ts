import { FUEL_EXPORT, GATE_LIMITS, STACK_EXPORT } from '../../gate/gate_limits.ts'
import { engineFunctions, type EngineFunctions } from './engine_exports.ts'
import { ENGINE_PROFILE } from './engine_profile.ts'
import { engineImports, type EngineHooks } from './engine_imports.ts'
import { type MemoryImage } from './memory_image.ts'

const PAGE_BYTES = 65_536
/** What growing by a page costs, as the gate has it for code that grows its memory itself. */
const PAGE_FUEL = 4_096
/** Of the engine's own stack: a script can catch that it is full, long before the thread's stack is. */
const STACK_BYTES = 256 * 1024
const MODULE = 1
const REFUSED = 'refused:'

const encoder = new TextEncoder()

/** One set of imports for all instances: new functions for each would make starting one three times as dear. */
let current: EngineHooks | null = null
const IMPORTS = engineImports(() => current!)

export interface MachineEvents {
  /** The script tells the host something. */
  onMessage: (text: Uint8Array) => void
}

/** Thrown by the script: its description in JSON, as the runtime inside the engine makes it. */
export class ScriptThrew extends Error {
  /** A pointer to what was thrown. */
  readonly value: number

  constructor(value: number) {
    super('The script threw.')
    this.value = value
  }
}

/**
 * One instance of QuickJS. Values are pointers into its memory and are never given back: an instance lives for one
 * call. A trap leaves it unusable.
 */
export class Machine {
  readonly instance: WebAssembly.Instance
  readonly #functions: EngineFunctions
  readonly #hooks: EngineHooks
  readonly #memory: WebAssembly.Memory
  readonly #fuel: WebAssembly.Global<'i64'>
  /** The one name that static imports may resolve to while a module is linked; dynamic ones never do. */
  #linkable: string | null = null
  readonly refusedImports: string[] = []
  runtime = 0
  context = 0

  constructor(module: WebAssembly.Module, events: MachineEvents) {
    this.#hooks = {
      onCall: (values) => events.onMessage(this.text(values)),
      onResolve: (name) => this.#resolve(this.#cString(name)),
      onLoad: (name) => this.#putText(refusingModule(this.#cString(name))),
      onGrow: (bytes) => this.#grow(bytes),
      view: () => new DataView(this.#memory.buffer),
    }
    this.instance = new WebAssembly.Instance(module, IMPORTS)
    this.#functions = engineFunctions(this.instance.exports)
    this.#memory = this.instance.exports.memory as WebAssembly.Memory
    this.#fuel = this.instance.exports[FUEL_EXPORT] as WebAssembly.Global<'i64'>
  }

  /** Everything the engine does begins here: its imports are answered by whoever runs. */
  get #fn(): EngineFunctions {
    current = this.#hooks
    return this.#functions
  }

  /** Makes runtime and context, in an instance that was not restored. */
  start(): void {
    this.#fn.initialise()
    this.runtime = this.#fn.newRuntime()
    this.#fn.setMaxStack(this.runtime, STACK_BYTES)
    this.#fn.useModuleLoader(this.runtime, 1)
    this.context = this.#fn.newContext(this.runtime, 0)
  }

  /** Puts back what another instance was at rest. */
  restore(image: MemoryImage, { runtime, context }: { runtime: number; context: number }): void {
    image.restore(this.#memory)
    this.runtime = runtime
    this.context = context
  }

  get memory(): WebAssembly.Memory {
    return this.#memory
  }

  get fuel(): number {
    return Number(this.#fuel.value)
  }

  set fuel(units: number) {
    this.#fuel.value = BigInt(units)
  }

  /** The second fence: the engine's own check of its stack comes first nearly everywhere. */
  get isStackFull(): boolean {
    const stack = this.instance.exports[STACK_EXPORT] as WebAssembly.Global<'i32'>
    return stack.value > ENGINE_PROFILE.stackWeight
  }

  get isMemoryFull(): boolean {
    return this.#memory.buffer.byteLength > (GATE_LIMITS.memory_pages - 64) * PAGE_BYTES
  }

  /** Runs a script and answers its value. Throws `ScriptThrew`. */
  evaluate(source: Uint8Array | string, name: string): number {
    return this.#evaluate(source, { name, flags: 0 })
  }

  /** Links and runs a module and answers its namespace, or a promise of it. Throws `ScriptThrew`. */
  evaluateModule(source: Uint8Array | string, { name, linkable = null }: { name: string; linkable?: string | null }): number {
    this.#linkable = linkable
    try {
      return this.#evaluate(source, { name, flags: MODULE })
    } finally {
      this.#linkable = null
    }
  }

  call(fn: number, ...values: number[]): number {
    const list = this.#fn.malloc(Math.max(4, values.length * 4))
    new Uint32Array(this.#memory.buffer, list, values.length).set(values)
    return this.#checked(this.#fn.call(this.context, fn, this.#fn.undefinedValue(), values.length, list))
  }

  /** Runs what promises have left to do, until nothing is left. */
  drain(): void {
    const context = this.#fn.malloc(4)
    while (this.#fn.isJobPending(this.runtime)) this.#fn.runJobs(this.runtime, -1, context)
    this.#fn.free(context)
  }

  property(value: number, name: string): number {
    return this.#checked(this.#fn.getProperty(this.context, value, this.newText(name)))
  }

  newText(text: Uint8Array | string): number {
    const pointer = this.#putText(text)
    const value = this.#checked(this.#fn.newString(this.context, pointer))
    this.#fn.free(pointer)
    return value
  }

  /** A function of the script's that calls the host. */
  newFunction(): number {
    return this.#fn.newFunction(this.context, this.#putText('tell'), 1, 0, 0)
  }

  /** The text of a value, in UTF-8; ends at the first NUL. */
  text(value: number): Uint8Array {
    const pointer = this.#fn.getText(this.context, value)
    if (pointer === 0) return new Uint8Array()
    const bytes = this.#bytesAt(pointer).slice()
    this.#fn.freeText(this.context, pointer)
    return bytes
  }

  /** Null when the value is no promise that is pending or was rejected; a namespace is its own result. */
  settled(value: number): { state: 'pending' | 'fulfilled' | 'rejected'; value: number } {
    const state = this.#fn.promiseState(this.context, value)
    if (state === 0) return { state: 'pending', value }
    if (state !== 1 && state !== 2) return { state: 'fulfilled', value }
    return { state: state === 1 ? 'fulfilled' : 'rejected', value: this.#fn.promiseResult(this.context, value) }
  }

  #evaluate(source: Uint8Array | string, { name, flags }: { name: string; flags: number }): number {
    const bytes = typeof source === 'string' ? encoder.encode(source) : source
    const text = this.#putText(bytes)
    const value = this.#fn.evaluate(this.context, text, bytes.length, this.#putText(name), 0, flags)
    this.#fn.free(text)
    return this.#checked(value)
  }

  #checked(value: number): number {
    const thrown = this.#fn.exceptionOf(this.context, value)
    if (thrown !== 0) throw new ScriptThrew(thrown)
    return value
  }

  #resolve(name: string): number {
    if (name === this.#linkable) return this.#putText(name)
    this.refusedImports.push(name)
    return this.#putText(REFUSED + name)
  }

  #putText(text: Uint8Array | string): number {
    const bytes = typeof text === 'string' ? encoder.encode(text) : text
    const pointer = this.#fn.malloc(bytes.length + 1)
    if (pointer === 0) throw new RangeError('out of memory')
    const target = new Uint8Array(this.#memory.buffer, pointer, bytes.length + 1)
    target.set(bytes)
    target[bytes.length] = 0
    return pointer
  }

  #cString(pointer: number): string {
    return new TextDecoder().decode(this.#bytesAt(pointer))
  }

  #bytesAt(pointer: number): Uint8Array {
    const bytes = new Uint8Array(this.#memory.buffer)
    return bytes.subarray(pointer, bytes.indexOf(0, pointer))
  }

  #grow(bytes: number): boolean {
    const pages = Math.ceil((bytes - this.#memory.buffer.byteLength) / PAGE_BYTES)
    try {
      this.#memory.grow(pages)
      this.#fuel.value -= BigInt(pages * PAGE_FUEL)
      return true
    } catch {
      return false
    }
  }
}

/** What an import of anything else loads: it throws where it was imported, with words an author understands. */
function refusingModule(name: string): string {
  const asked = name.startsWith(REFUSED) ? name.slice(REFUSED.length) : name
  const why =
    asked === 'rialto:host'
      ? 'import() is not offered: import by name at the top of the module.'
      : 'plugins are one file and import from "rialto:host" only.'
  return `throw new TypeError(${JSON.stringify(`Imports "${asked}": ${why}`)})`
}
