import { GateRefusal } from './gate_refusal.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Reads a WebAssembly binary front to back; running past the end refuses the module instead of throwing something vague. */
export class ByteReader {
  readonly bytes: Uint8Array
  readonly end: number
  position: number

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.position = start
    this.end = end
  }

  get isAtEnd(): boolean {
    return this.position >= this.end
  }

  byte(): number {
    if (this.position >= this.end) throw truncated()
    return this.bytes[this.position++]!
  }

  skip(count: number): void {
    if (count > this.end - this.position) throw truncated()
    this.position += count
  }

  take(count: number): Uint8Array {
    const start = this.position
    this.skip(count)
    return this.bytes.subarray(start, this.position)
  }

  u32(): number {
    let result = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte()
      result += (byte & 0x7f) * 2 ** shift
      if ((byte & 0x80) === 0) return result
    }
    throw new GateRefusal('number_too_long')
  }

  /** Signed numbers are only ever passed over: their value never decides anything here. */
  skipSigned(maxBytes: number): void {
    for (let i = 0; i < maxBytes; i++) {
      if ((this.byte() & 0x80) === 0) return
    }
    throw new GateRefusal('number_too_long')
  }

  name(): string {
    const bytes = this.take(this.u32())
    try {
      return utf8.decode(bytes)
    } catch {
      throw new GateRefusal('name_not_utf8')
    }
  }

  /** A reader over the next `length` bytes; this one moves past them. */
  sub(length: number): ByteReader {
    const start = this.position
    this.skip(length)
    return new ByteReader(this.bytes, start, this.position)
  }
}

function truncated(): GateRefusal {
  return new GateRefusal('truncated')
}
