const PAGE_BYTES = 4_096
const ZERO = Buffer.alloc(PAGE_BYTES)
/** The engine's own constants: a fresh instance brings them along, so they are put back even where they are zero now. */
const CONSTANTS_END = 128 * 1024

interface Run {
  at: number
  bytes: Uint8Array
}

/** What an instance's memory holds, without the pages that are zero. */
export class MemoryImage {
  readonly #runs: Run[]
  readonly #pages: number

  constructor(memory: WebAssembly.Memory) {
    const bytes = Buffer.from(memory.buffer)
    this.#pages = bytes.length / 65_536
    this.#runs = usedRuns(bytes).map(([from, to]) => ({ at: from, bytes: new Uint8Array(bytes.subarray(from, to)) }))
  }

  get size(): number {
    return this.#runs.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  restore(memory: WebAssembly.Memory): void {
    const missing = this.#pages - memory.buffer.byteLength / 65_536
    if (missing > 0) memory.grow(missing)
    const target = new Uint8Array(memory.buffer)
    for (const { at, bytes } of this.#runs) target.set(bytes, at)
  }
}

function usedRuns(bytes: Buffer): [from: number, to: number][] {
  const runs: [number, number][] = []
  for (let at = 0; at < bytes.length; at += PAGE_BYTES) {
    const isUsed = at < CONSTANTS_END || bytes.compare(ZERO, 0, PAGE_BYTES, at, at + PAGE_BYTES) !== 0
    if (!isUsed) continue
    const last = runs.at(-1)
    if (last?.[1] === at) last[1] = at + PAGE_BYTES
    else runs.push([at, at + PAGE_BYTES])
  }
  return runs
}
