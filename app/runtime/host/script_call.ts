import { LOG_TEXT_BYTES, type CallOutcome, type LogLine } from './call_types.ts'
import { type AppRequest, type EngineCall, type ScriptModule } from './engine.ts'
import { GuestCall } from './guest_call.ts'
import { GuestTrap } from './guest_trap.ts'
import { hostCallFee } from './host_fees.ts'
import { inWords, readThrown, type ThrownError } from './quickjs/thrown_error.ts'
import { type ProgramInstance, type ScriptProgram } from './quickjs/script_program.ts'

const utf8 = new TextDecoder()
const encoder = new TextEncoder()
const LEVELS: readonly LogLine['level'][] = ['debug', 'info', 'warn', 'error']
const NO_SETTINGS = encoder.encode('{}')
const STACK_FULL = /^(RangeError|InternalError): (Maximum call stack size exceeded|stack overflow)/
const OUT_OF_MEMORY = /^InternalError: out of memory/

/** One call of a hook that a script answers. */
export class ScriptCall {
  readonly #call: EngineCall<ScriptModule>
  readonly #program: ScriptProgram
  readonly #guest: GuestCall
  #instance: ProgramInstance | null = null
  #output: Uint8Array | null = null
  #thrown: ThrownError | null = null
  /** What was asked and not yet sent. */
  #asked: AppRequest[] = []
  #answered = 0

  constructor(call: EngineCall<ScriptModule>, program: ScriptProgram) {
    this.#call = call
    this.#program = program
    this.#guest = new GuestCall(call.message)
  }

  async run(): Promise<CallOutcome> {
    try {
      await this.#runGuest()
      return this.#ended(this.#verdict())
    } catch (error) {
      return this.#ended(this.#explain(error))
    }
  }

  async #runGuest(): Promise<void> {
    const { fn, input, settings } = this.#call.message
    if (!this.#program.exports.some(({ name, type }) => name === fn && type === 'function')) {
      throw new GuestTrap('invalid_module', `The module does not export a function "${fn}".`)
    }
    this.#instance = this.#program.instantiate({ onMessage: (text) => this.#hear(text) })
    this.#guest.attach(this.#instance.machine.instance)
    this.#guest.charge(input.length + settings.length)
    this.#instance.start(fn, { input, settings: settings.length > 0 ? settings : NO_SETTINGS })
    while (this.#asked.length > 0) await this.#goOn(this.#instance)
  }

  /** All that was asked is sent at once; the answers are given in the order of asking, so that each run goes the same way. */
  async #goOn(instance: ProgramInstance): Promise<void> {
    const asked = this.#asked
    this.#asked = []
    const answers = await this.#call.askAll(asked)
    for (const [i, { payload, isRefused }] of answers.entries()) {
      this.#guest.charge(payload.length)
      instance.answer(this.#answered++, { payload: asked[i]!.name === 'now' ? readTime(payload) : payload, isRefused })
    }
  }

  /** What the runtime inside the engine tells begins with a letter. */
  #hear(message: Uint8Array): void {
    const body = message.subarray(1)
    this.#guest.charge(body.length)
    switch (message[0]) {
      case 0x64: // d
        this.#guest.refuseLargeOutput(body.length)
        this.#output ??= body
        return
      case 0x65: // e
        this.#thrown ??= readThrown(utf8.decode(body))
        return
      case 0x66: // f
        this.#guest.failure ??= cut(String(JSON.parse(utf8.decode(body))))
        return
      case 0x6c: // l
        return this.#log(JSON.parse(utf8.decode(body)) as [LogLine['level'], string])
      case 0x61: // a
        return this.#ask(body)
    }
  }

  #log([level, text]: [LogLine['level'], string]): void {
    this.#guest.log(LEVELS.indexOf(level), cut(String(text)))
  }

  #ask(body: Uint8Array): void {
    const end = body.indexOf(0x0a)
    const name = utf8.decode(body.subarray(0, end))
    this.#guest.countHostCall()
    this.#guest.pay(hostCallFee(name))
    this.#asked.push({ name, payload: name === 'now' ? new Uint8Array() : body.subarray(end + 1) })
  }

  #verdict(): Omit<CallOutcome, 'fuelUsed' | 'durationMs' | 'logs'> {
    if (this.#guest.failure !== null) return { outcome: 'failed', error: this.#guest.failure }
    if (this.#thrown) return this.#uncaught(this.#thrown)
    if (this.#output) return { outcome: 'ok', output: this.#output }
    if (this.#instance?.machine.isMemoryFull) return { outcome: 'memory', error: 'The memory (32 MiB at most) was full.' }
    return { outcome: 'failed', error: 'The hook never answered: it waits for a promise that nothing will settle.' }
  }

  #uncaught(thrown: ThrownError): Omit<CallOutcome, 'fuelUsed' | 'durationMs' | 'logs'> {
    if (OUT_OF_MEMORY.test(thrown.text)) return { outcome: 'memory', error: `The memory (32 MiB at most) was full: ${inWords(thrown)}.` }
    if (STACK_FULL.test(thrown.text)) return { outcome: 'trap', error: `Functions call each other too deeply: ${inWords(thrown)}.` }
    return { outcome: 'trap', error: `Uncaught ${inWords(thrown)}` }
  }

  #explain(error: unknown): Omit<CallOutcome, 'fuelUsed' | 'durationMs' | 'logs'> {
    if (error instanceof GuestTrap || (this.#instance?.machine.fuel ?? 0) < 0) return this.#guest.explain(error)
    if (this.#instance?.machine.isStackFull) {
      return { outcome: 'trap', error: 'Functions call each other too deeply, or the code is nested too deeply.' }
    }
    if (this.#instance?.machine.isMemoryFull) return { outcome: 'memory', error: 'The memory (32 MiB at most) was full.' }
    return { outcome: 'trap', error: `The engine stopped: ${(error as Error).message}.` }
  }

  #ended(verdict: Omit<CallOutcome, 'fuelUsed' | 'durationMs' | 'logs'>): CallOutcome {
    return { ...verdict, fuelUsed: Math.max(0, this.#guest.fuelUsed), durationMs: 0, logs: this.#guest.logs }
  }
}

/** The platform's time is eight bytes; scripts read numbers. */
function readTime(payload: Uint8Array): Uint8Array {
  if (payload.length !== 8) return payload
  const time = new DataView(payload.buffer, payload.byteOffset, 8).getBigInt64(0, true)
  return encoder.encode(String(time))
}

function cut(text: string): string {
  const bytes = encoder.encode(text)
  return bytes.length <= LOG_TEXT_BYTES ? text : utf8.decode(bytes.subarray(0, LOG_TEXT_BYTES))
}
