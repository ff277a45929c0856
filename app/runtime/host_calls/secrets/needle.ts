const HEAD = 8

/**
 * Finds bytes in bytes, in time that grows with both and not with their product (Knuth, Morris and Pratt): what is searched comes
 * from outside, and neither a regular expression nor `indexOf` promises that.
 */
export class Needle {
  /** How much of the needle still fits when the byte after so much of it did not. */
  readonly #falls: Uint32Array
  /** So short that looking for it is cheap; where it is not, nothing is. */
  readonly #head: Uint8Array

  constructor(private readonly bytes: Uint8Array) {
    this.#falls = new Uint32Array(bytes.length)
    this.#head = bytes.subarray(0, HEAD)
    for (let at = 1, fits = 0; at < bytes.length; at++) {
      while (fits > 0 && bytes[at] !== bytes[fits]) fits = this.#falls[fits - 1]!
      if (bytes[at] === bytes[fits]) fits++
      this.#falls[at] = fits
    }
  }

  get length(): number {
    return this.bytes.length
  }

  /** Every place where the needle begins, overlapping ones too. */
  find(haystack: Buffer): number[] {
    const found: number[] = []
    const [bytes, falls, length] = [this.bytes, this.#falls, this.length]
    const from = haystack.indexOf(this.#head)
    if (from < 0) return found
    for (let at = from, fits = 0; at < haystack.length; at++) {
      const byte = haystack[at]
      while (fits > 0 && byte !== bytes[fits]) fits = falls[fits - 1]!
      if (byte === bytes[fits]) fits++
      if (fits < length) continue
      found.push(at + 1 - length)
      fits = falls[length - 1]!
    }
    return found
  }
}
