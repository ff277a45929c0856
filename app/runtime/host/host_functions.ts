import { type CallContext } from '@extism/extism'
import { EXTISM_HOST, HOST_REQUESTS, RIALTO_HOST, findAllowedImport } from '../gate/allowed_imports.ts'
import { EXTISM_BLOCKS, EXTISM_BLOCK_BYTES } from './call_types.ts'
import { type AskApp } from './engine.ts'
import { type GuestCall } from './guest_call.ts'
import { GuestTrap } from './guest_trap.ts'
import { hostCallFee } from './host_fees.ts'

type HostFunction = (context: CallContext, ...args: never[]) => unknown
export type HostFunctions = Record<string, Record<string, HostFunction>>

/** Builds only what the module imports: one asynchronous function would make every call pay for stack switching. */
export function hostFunctionsFor(imports: readonly WebAssembly.ModuleImportDescriptor[], call: GuestCall, askApp: AskApp): HostFunctions {
  const all: HostFunctions = { [RIALTO_HOST]: rialtoFunctions(call, askApp), [EXTISM_HOST]: extismOverrides(call) }
  const needed: HostFunctions = {}
  for (const { module, name } of imports) {
    if (!findAllowedImport(module, name)) throw new GuestTrap('invalid_module', `Unknown import "${module}" "${name}".`)
    const implementation = all[module]?.[name]
    if (implementation) (needed[module] ??= {})[name] = implementation
  }
  return needed
}

function rialtoFunctions(call: GuestCall, askApp: AskApp): Record<string, HostFunction> {
  const { input, settings } = call.message
  return {
    input_length: () => input.length,
    input_read: (_, ...span: Span) => copy(call, input, span),
    settings_length: () => settings.length,
    settings_read: (_, ...span: Span) => copy(call, settings, span),
    output_write: (_, pointer: number, length: number) => {
      call.refuseLargeOutput(length >>> 0)
      call.charge(length >>> 0)
      call.output = call.memory(pointer, length).slice()
    },
    fail: (_, pointer: number, length: number) => {
      call.failure = call.text(pointer, length)
    },
    log: (_, ...[level, pointer, length]: Span) => call.log(level, call.text(pointer, length)),
    answer_length: () => call.answer.length,
    answer_read: (_, ...span: Span) => copy(call, call.answer, span),
    ...Object.fromEntries(HOST_REQUESTS.map((name) => [name, request(call, askApp, name)])),
    now: async () => {
      call.countHostCall()
      call.pay(hostCallFee('now'))
      const { payload: answer } = await askApp('now', new Uint8Array())
      return new DataView(answer.buffer, answer.byteOffset, answer.byteLength).getBigInt64(0, true)
    },
  }
}

/** The guest's JSON goes to the application, which checks the grant; the answer waits to be read. */
function request(call: GuestCall, askApp: AskApp, name: string): HostFunction {
  return async (_, pointer: number, length: number) => {
    call.countHostCall()
    call.pay(hostCallFee(name))
    call.charge(length >>> 0)
    const { payload, isRefused } = await askApp(name, call.memory(pointer, length).slice())
    call.charge(payload.length)
    call.answer = payload
    return isRefused ? -1 : payload.length
  }
}

/** Three numbers as they come from the guest. */
type Span = [pointer: number, offset: number, length: number]

function copy(call: GuestCall, source: Uint8Array, [pointer, offset, length]: Span): number {
  const start = Math.min(offset >>> 0, source.length)
  const count = Math.min(length >>> 0, source.length - start)
  call.charge(count)
  call.memory(pointer, count).set(source.subarray(start, start + count))
  return count
}

/** Extism bounds none of these by itself: blocks live in the host's memory, log lines reach the host's console. */
function extismOverrides(call: GuestCall): Record<string, HostFunction> {
  const budget = new BlockBudget()
  const log = (level: number) => (context: CallContext, address: bigint) => {
    const text = context.read(address)?.string() ?? ''
    call.charge(text.length)
    call.log(level, text.slice(0, 1_000))
  }
  return {
    alloc: (context, size: bigint) => {
      budget.take(size)
      return context.alloc(size)
    },
    var_get: (context, address: bigint) => {
      const value = context.getVariable(context.read(address)?.string() ?? '')
      if (!value) return 0n
      budget.take(BigInt(value.bytes().length))
      return context.store(value.bytes())
    },
    var_set: (context, name: bigint, address: bigint) => {
      const key = context.read(name)?.string() ?? ''
      const value = context.read(address)
      if (!value) return context.deleteVariable(key)
      budget.take(BigInt(value.bytes().length))
      context.setVariable(key, value.bytes().slice())
    },
    log_trace: log(0),
    log_debug: log(0),
    log_info: log(1),
    log_warn: log(2),
    log_error: log(3),
  }
}

class BlockBudget {
  #bytes = 0
  #blocks = 0

  take(size: bigint): void {
    this.#bytes += size < 0n || size > BigInt(EXTISM_BLOCK_BYTES) ? Infinity : Number(size)
    if (++this.#blocks > EXTISM_BLOCKS || this.#bytes > EXTISM_BLOCK_BYTES) {
      throw new GuestTrap('memory', `Limit blocks: at most ${EXTISM_BLOCKS} blocks and ${EXTISM_BLOCK_BYTES} bytes in one call.`)
    }
  }
}
