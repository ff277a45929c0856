import { FUEL_EXPORT, GATE_LIMITS, MAX_STACK_WEIGHT, STACK_EXPORT, START_FUEL } from '../gate/gate_limits.ts'
import { LOG_TEXT_BYTES, type CallOutcomeKind, type LogLine } from './call_types.ts'
import { GuestTrap } from './guest_trap.ts'
import { type CallMessage } from './protocol.ts'

const utf8 = new TextDecoder()
const LEVELS: readonly LogLine['level'][] = ['debug', 'info', 'warn', 'error']
const PAGE_BYTES = 65_536
const NEAR_MEMORY_BOUND = 0.5

/** What the host knows of one running call: its buffers, its budgets and, once there is one, its instance. */
export class GuestCall {
  readonly message: CallMessage
  readonly logs: LogLine[] = []
  output: Uint8Array | null = null
  failure: string | null = null
  /** What the platform said to the last request. */
  answer: Uint8Array = new Uint8Array()
  #instance: WebAssembly.Instance | null = null
  #fuel: WebAssembly.Global<'i64'> | null = null
  #startFuel = 0
  #hostCalls = 0
  #droppedLines = 0

  constructor(message: CallMessage) {
    this.message = message
  }

  /** From here on the call burns its own limit; what the start functions took counts. */
  attach(instance: WebAssembly.Instance): void {
    this.#instance = instance
    this.#fuel = instance.exports[FUEL_EXPORT] as WebAssembly.Global<'i64'>
    this.#startFuel = START_FUEL - Number(this.#fuel.value)
    this.#fuel.value = BigInt(this.message.limits.fuel - this.#startFuel)
  }

  get fuelUsed(): number {
    return this.#fuel ? this.message.limits.fuel - Number(this.#fuel.value) : 0
  }

  get #outOfFuel(): string {
    return `Limit fuel: more than ${this.message.limits.fuel} units were needed.`
  }

  /** A view of the guest's memory, taken anew each time: growing moves it. */
  memory(pointer: number, length: number): Uint8Array {
    const memory = this.#instance?.exports.memory
    if (!this.#instance) throw new GuestTrap('trap', 'Host functions can not be called while the module starts.')
    if (!(memory instanceof WebAssembly.Memory)) {
      throw new GuestTrap('trap', 'The module does not export its memory as "memory".')
    }
    const start = pointer >>> 0
    const size = length >>> 0
    if (start + size > memory.buffer.byteLength) {
      throw new GuestTrap('trap', 'A host function was given a place outside of the memory.')
    }
    return new Uint8Array(memory.buffer, start, size)
  }

  text(pointer: number, length: number): string {
    const size = Math.min(length >>> 0, LOG_TEXT_BYTES)
    this.charge(size)
    return utf8.decode(this.memory(pointer, size))
  }

  /** Host functions pay for what they move, as code pays for what it does. */
  charge(bytes: number): void {
    this.pay(bytes >>> 4)
  }

  /** Takes units of fuel; ends the call when there are not so many left. */
  pay(units: number): void {
    if (!this.#fuel) return
    this.#fuel.value -= BigInt(units)
    if (this.#fuel.value < 0n) throw new GuestTrap('fuel_exhausted', this.#outOfFuel)
  }

  countHostCall(): void {
    const { hostCalls } = this.message.limits
    if (++this.#hostCalls > hostCalls) {
      throw new GuestTrap('trap', `Limit hostCalls: more than ${hostCalls} calls to the platform in one run.`)
    }
  }

  log(level: number, text: string): void {
    if (this.logs.length < this.message.limits.logLines) {
      this.logs.push({ level: LEVELS[level] ?? 'info', text })
      return
    }
    this.#droppedLines++
    const last = this.logs.at(-1)
    if (last) last.text = `… ${this.#droppedLines + 1} more lines were dropped (limit ${this.message.limits.logLines})`
  }

  refuseLargeOutput(length: number): void {
    const { outputBytes } = this.message.limits
    if (length <= outputBytes) return
    throw new GuestTrap('output_too_large', `Limit outputBytes: the answer has ${length} bytes, at most ${outputBytes} are allowed.`)
  }

  /** Reads from the wreck why the guest stopped: V8 says "unreachable" for all that the gate put in. */
  explain(thrown: unknown): { outcome: CallOutcomeKind; error: string } {
    if (thrown instanceof GuestTrap) return { outcome: thrown.outcome, error: thrown.message }
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    if (!this.#instance) {
      const error = `The module could not start: ${message} (start functions have ${START_FUEL} units of fuel).`
      return { outcome: 'trap', error }
    }
    if (this.#fuel && this.#fuel.value < 0n) {
      return { outcome: 'fuel_exhausted', error: this.#outOfFuel }
    }
    if (this.#isStackFull(thrown)) return { outcome: 'trap', error: 'Functions call each other too deeply.' }
    if (this.#isMemoryFull()) return { outcome: 'memory', error: 'The memory (32 MiB at most) was full.' }
    return { outcome: 'trap', error: `The code trapped: ${message}.` }
  }

  #isStackFull(error: unknown): boolean {
    const stack = this.#instance?.exports[STACK_EXPORT] as WebAssembly.Global<'i32'>
    return stack.value > MAX_STACK_WEIGHT || error instanceof RangeError
  }

  /** Allocators double: one that was refused more stands at half of the bound or above. */
  #isMemoryFull(): boolean {
    const memory = this.#instance?.exports.memory
    if (!(memory instanceof WebAssembly.Memory)) return false
    return memory.buffer.byteLength >= GATE_LIMITS.memory_pages * PAGE_BYTES * NEAR_MEMORY_BOUND
  }
}
