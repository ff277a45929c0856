/** Grows as needed; knows the few encodings the gate writes. */
export class ByteWriter {
  #bytes: Uint8Array
  #length = 0

  constructor(capacity = 1024) {
    this.#bytes = new Uint8Array(capacity)
  }

  get length(): number {
    return this.#length
  }

  byte(value: number): this {
    this.#reserve(1)
    this.#bytes[this.#length++] = value
    return this
  }

  raw(bytes: Uint8Array | readonly number[]): this {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  u32(value: number): this {
    let rest = value
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    return this.byte(rest)
  }

  signed(value: number): this {
    let rest = value
    for (;;) {
      const low = ((rest % 0x80) + 0x80) % 0x80
      rest = (rest - low) / 0x80
      const isDone = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
      this.byte(isDone ? low : low | 0x80)
      if (isDone) return this
    }
  }

  name(text: string): this {
    const encoded = new TextEncoder().encode(text)
    return this.u32(encoded.length).raw(encoded)
  }

  section(id: number, body: Uint8Array): this {
    return this.byte(id).u32(body.length).raw(body)
  }

  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #reserve(count: number): void {
    const needed = this.#length + count
    if (needed <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
  }
}

/** A number as indices and lengths are written. */
export const encodeIndex = (index: number): Uint8Array => new ByteWriter(5).u32(index).toBytes()
