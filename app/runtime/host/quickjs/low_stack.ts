/** Where the build puts the top of the engine's own stack, which is where its heap begins: 5 MiB above its constants. */
const BUILT_TOP = 5_342_832
/** One MiB above them: four times what scripts may fill before the engine says that it is full. */
const LOW_TOP = 1_148_528

/**
 * Moves the heap down. V8 counts each instance's memory as garbage to come: with 5 MiB of stack that nobody reaches it
 * collects after every few calls, which took half of what a call costs. The address stands in the bytes three times:
 * the stack pointer's first value, the note of the stack's base, and where the heap begins. `engine_wasm.ts` checks
 * that these are the bytes this was written for.
 */
export function lowerStack(bytes: Uint8Array): Uint8Array {
  const lowered = Buffer.from(bytes)
  replaceAll(lowered, { from: leb(BUILT_TOP), to: leb(LOW_TOP), times: 2 })
  replaceAll(lowered, { from: word(BUILT_TOP), to: word(LOW_TOP), times: 1 })
  return new Uint8Array(lowered)
}

function replaceAll(bytes: Buffer, { from, to, times }: { from: Buffer; to: Buffer; times: number }): void {
  let found = 0
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) {
    to.copy(bytes, at)
    found++
  }
  if (found !== times) throw new Error(`The engine names the top of its stack ${found} times, not ${times}.`)
}

/** As code has it, in four bytes whether it needs them or not: nothing behind it may move. */
const leb = (value: number): Buffer => Buffer.from([0, 7, 14, 21].map((shift) => ((value >> shift) & 0x7f) | (shift < 21 ? 0x80 : 0)))

/** As data has it. */
function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
