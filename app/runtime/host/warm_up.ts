import { ByteWriter } from '../gate/byte_writer.ts'
import { FUEL_EXPORT, STACK_EXPORT } from '../gate/gate_limits.ts'
import { REQUEST_LIMITS } from './call_types.ts'
import { type CallMessage } from './protocol.ts'

const FN = 'warm_v1'
const ROUNDS = 3

/** Runs a module that does nothing a few times: the first plugin's first call should not wait for our own code to be compiled. */
export async function warmUp(run: (message: CallMessage, module: WebAssembly.Module) => Promise<unknown>): Promise<void> {
  const module = new WebAssembly.Module(idleModule())
  const nothing = new Uint8Array()
  const message = { id: 0, digest: '', fn: FN, input: nothing, settings: nothing, limits: REQUEST_LIMITS, isRetryable: true }
  for (let i = 0; i < ROUNDS; i++) await run(message, module)
}

/** As it comes out of the gate: the two counters, and one function without a body. */
function idleModule(): Uint8Array<ArrayBuffer> {
  const exports = new ByteWriter().u32(3).name(FUEL_EXPORT).raw([3, 0]).name(STACK_EXPORT).raw([3, 1]).name(FN).raw([0, 0])
  return new Uint8Array(
    new ByteWriter()
      .raw([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00])
      .section(1, Uint8Array.of(1, 0x60, 0, 0))
      .section(3, Uint8Array.of(1, 0))
      .section(6, Uint8Array.of(2, 0x7e, 1, 0x42, 0, 0x0b, 0x7f, 1, 0x41, 0, 0x0b))
      .section(7, exports.toBytes())
      .section(10, Uint8Array.of(1, 2, 0, 0x0b))
      .toBytes()
  )
}
