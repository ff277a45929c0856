/** Repeatable random numbers (mulberry32): a failure names the seed and can be played again. */
export class Dice {
  readonly seed: number
  #state: number

  constructor(seed: number) {
    this.seed = seed
    this.#state = seed
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const HEADER_BYTES = 8

/** Changes, doubles, drops or swaps a few bytes behind the header. */
export function mutate(module: Uint8Array, dice: Dice): Uint8Array<ArrayBuffer> {
  const bytes = [...module]
  for (let times = 1 + dice.below(3); times > 0; times--) {
    const at = HEADER_BYTES + dice.below(Math.max(1, bytes.length - HEADER_BYTES))
    const kinds = [
      () => (bytes[at] = dice.below(256)),
      () => (bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.below(8))),
      () => bytes.splice(at, 0, bytes[at] ?? 0),
      () => bytes.splice(at, 1),
      () => (bytes[at] = bytes[HEADER_BYTES + dice.below(Math.max(1, bytes.length - HEADER_BYTES))] ?? 0),
    ]
    kinds[dice.below(kinds.length)]!()
  }
  return Uint8Array.from(bytes)
}
