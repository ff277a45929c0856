import { I32, I64, ModuleBuilder, i32 } from './module_builder.js'
import { type Dice } from './module_mutator.js'

/** Locals that statements write; functions without any are made as well, added parameters have no local to move there. */
const MOST_LOCALS = 4
/** One counter for each loop that can stand around another: only the loop itself touches it. */
const COUNTERS = 4
const PARAMS = 2
const BINARY = [0x6a, 0x6b, 0x6c, 0x71, 0x72, 0x73, 0x74, 0x76, 0x77, 0x46, 0x48, 0x4b, 0x6e, 0x70]

/**
 * Valid programs by construction: branches, loops that end, early returns, traps behind conditions, recursion that ends,
 * calls of earlier functions directly and through a table, memory filled and grown, divisions that may trap. Some
 * functions are exported, others can only be called. With `mayRunForEver` loops and recursion need not end.
 */
export function generateProgram(dice: Dice, { mayRunForEver = false } = {}): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder().memory(0, 1)
  const functions = 2 + dice.below(5)
  for (let index = 0; index < functions; index++) {
    const locals = dice.below(MOST_LOCALS + 1)
    const isExported = index === functions - 1 || dice.below(2) === 0
    module.function({
      params: Array<number>(PARAMS).fill(I32),
      results: [I32],
      // Counters first and last: the ones in front are those that move.
      locals: [...Array<number>(COUNTERS).fill(I32), ...Array<number>(locals).fill(I32), I64],
      body: new FunctionGenerator(dice, { index, locals, mayRunForEver }).body(),
      export: isExported ? `f${index}` : undefined,
    })
  }
  const all = Array.from({ length: functions }, (_, index) => index)
  return module
    .section(4, [1, 0x70, 0, functions])
    .section(9, [1, 0, ...i32(0), 0x0b, functions, ...all])
    .build()
}

type Label = 'plain' | 'valued' | 'loop'

class FunctionGenerator {
  readonly #dice: Dice
  readonly #index: number
  readonly #locals: number
  readonly #mayRunForEver: boolean
  /** Around the place that is being written, outermost first; the function itself is one that takes a value. */
  readonly #labels: Label[] = ['valued']
  #loops = 0
  #isRecursive = false
  /** Programs stay small: each piece takes from it. */
  #left = 60

  constructor(dice: Dice, { index, locals, mayRunForEver }: { index: number; locals: number; mayRunForEver: boolean }) {
    this.#dice = dice
    this.#index = index
    this.#locals = locals
    this.#mayRunForEver = mayRunForEver
  }

  body(): number[] {
    return [...this.#statements(), ...this.#expression()]
  }

  #statements(): number[] {
    const code: number[] = []
    for (let count = 1 + this.#dice.below(4); count > 0; count--) code.push(...this.#statement())
    return code
  }

  #statement(): number[] {
    if (this.#left-- <= 0) return [0x01]
    const kinds = [
      () => this.#assign(),
      () => [...this.#expression(), 0x1a],
      () => [...this.#expression(), 0x04, 0x40, ...this.#inside('plain', () => this.#statements()), 0x0b],
      () => this.#ifElse(0x40, () => this.#statements()),
      () => [0x02, 0x40, ...this.#inside('plain', () => [...this.#statements(), ...this.#branchIf(), ...this.#statements()]), 0x0b],
      () => this.#loop(),
      () => [...this.#expression(), 0x04, 0x40, ...this.#inside('plain', () => [...this.#expression(), 0x0f]), 0x0b],
      () => this.#branchTable(),
      () => [...this.#expression(), ...i32(3), 0x71, 0x45, 0x04, 0x40, ...this.#inside('plain', () => [...this.#statements(), 0x00]), 0x0b],
      () => [...i32(64), ...this.#expression(), ...i32(this.#dice.below(80)), 0xfc, 11, 0],
      () => [0x42, 5, 0x21, PARAMS + COUNTERS + this.#locals],
    ]
    return kinds[this.#dice.below(kinds.length)]!()
  }

  #expression(): number[] {
    if (this.#left-- <= 0) return i32(this.#dice.below(7))
    const kinds = [
      () => i32(this.#dice.below(100) - 50),
      () => [0x20, this.#variable()],
      () => [...this.#expression(), ...this.#expression(), BINARY[this.#dice.below(BINARY.length)]!],
      () => this.#ifElse(I32, () => this.#expression()),
      () => [...this.#expression(), ...this.#expression(), ...this.#expression(), 0x1b],
      () => [0x02, I32, ...this.#inside('valued', () => [...this.#expression(), ...this.#expression(), 0x0d, 0]), 0x0b],
      () => this.#call(),
      () => this.#callThroughTable(),
      () => this.#recurse(),
      () => [...i32(0), 0x40, 0],
    ]
    return kinds[this.#dice.below(kinds.length)]!()
  }

  #ifElse(type: number, branch: () => number[]): number[] {
    const label = type === I32 ? 'valued' : 'plain'
    return [...this.#expression(), 0x04, type, ...this.#inside(label, branch), 0x05, ...this.#inside(label, branch), 0x0b]
  }

  #loop(): number[] {
    if (this.#loops >= COUNTERS) return [0x01]
    const counter = PARAMS + this.#loops++
    const body = this.#inside('loop', () => this.#statements())
    this.#loops--
    const isEndless = this.#mayRunForEver && this.#dice.below(2) === 0
    const again = isEndless ? [0x0c, 0] : [0x20, counter, ...i32(1), 0x6b, 0x22, counter, 0x0d, 0]
    return [...i32(1 + this.#dice.below(5)), 0x21, counter, 0x03, 0x40, ...body, ...again, 0x0b]
  }

  /** To a block that takes no value; back to a loop only where it need not end. */
  #branchIf(): number[] {
    const targets = this.#labels
      .map((label, at) => ({ label, depth: this.#labels.length - 1 - at }))
      .filter(({ label }) => label === 'plain' || (label === 'loop' && this.#mayRunForEver))
    const target = targets[this.#dice.below(targets.length)]
    return target ? [...this.#expression(), 0x0d, target.depth] : [0x01]
  }

  #branchTable(): number[] {
    return [
      0x02,
      0x40,
      0x02,
      0x40,
      0x02,
      0x40,
      ...this.#expression(),
      0x0e,
      2,
      0,
      1,
      2,
      0x0b,
      ...this.#assign(),
      0x0b,
      ...this.#assign(),
      0x0b,
    ]
  }

  #assign(): number[] {
    return [...this.#expression(), 0x21, this.#variable()]
  }

  /** A parameter or a local that is no counter. */
  #variable(): number {
    const at = this.#dice.below(PARAMS - 1 + this.#locals)
    return at < PARAMS - 1 ? at : COUNTERS + 1 + at
  }

  #call(): number[] {
    if (this.#index === 0) return i32(3)
    return [...this.#expression(), ...this.#expression(), 0x10, this.#dice.below(this.#index)]
  }

  #callThroughTable(): number[] {
    if (this.#index === 0) return i32(4)
    return [...this.#expression(), ...this.#expression(), ...i32(this.#dice.below(this.#index)), 0x11, 0, 0]
  }

  /** Calls itself as often as the last parameter says at most; nothing else writes that one. */
  #recurse(): number[] {
    if (this.#index === 0 || this.#isRecursive) return i32(5)
    this.#isRecursive = true
    const last = PARAMS - 1
    if (this.#mayRunForEver) return [...this.#expression(), 0x20, last, 0x10, this.#index]
    const again = [...this.#expression(), 0x20, last, ...i32(7), 0x71, ...i32(1), 0x6b, 0x10, this.#index]
    return [0x20, last, ...i32(7), 0x71, ...i32(0), 0x4a, 0x04, I32, ...again, 0x05, ...i32(1), 0x0b]
  }

  #inside(label: Label, write: () => number[]): number[] {
    this.#labels.push(label)
    const code = write()
    this.#labels.pop()
    return code
  }
}
