import { I32, ModuleBuilder, i32 } from './module_builder.js'
import { type Dice } from './module_mutator.js'

const LOCALS = 4
/** One counter for each loop that can stand around another: only the loop itself touches it. */
const COUNTERS = 4
const PARAMS = 2
const BINARY = [0x6a, 0x6b, 0x6c, 0x71, 0x72, 0x73, 0x74, 0x76, 0x77, 0x46, 0x48, 0x4b, 0x6e, 0x70]

/** Valid programs by construction: branches, loops that end, early returns, calls of earlier functions, divisions that may trap. */
export function generateProgram(dice: Dice): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder()
  const functions = 1 + dice.below(4)
  for (let index = 0; index < functions; index++) {
    module.function({
      params: Array<number>(PARAMS).fill(I32),
      results: [I32],
      locals: Array<number>(LOCALS + COUNTERS).fill(I32),
      body: new FunctionGenerator(dice, index).body(),
      export: `f${index}`,
    })
  }
  return module.build()
}

type Label = 'plain' | 'valued' | 'loop'

class FunctionGenerator {
  readonly #dice: Dice
  readonly #index: number
  /** Around the place that is being written, outermost first; the function itself is one that takes a value. */
  readonly #labels: Label[] = ['valued']
  #loops = 0
  /** Programs stay small: each piece takes from it. */
  #left = 60

  constructor(dice: Dice, index: number) {
    this.#dice = dice
    this.#index = index
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
      () => [...this.#expression(), 0x21, PARAMS + this.#dice.below(LOCALS)],
      () => [...this.#expression(), 0x1a],
      () => [...this.#expression(), 0x04, 0x40, ...this.#inside('plain', () => this.#statements()), 0x0b],
      () => this.#ifElse(0x40, () => this.#statements()),
      () => [0x02, 0x40, ...this.#inside('plain', () => [...this.#statements(), ...this.#branchIf(), ...this.#statements()]), 0x0b],
      () => this.#loop(),
      () => [...this.#expression(), 0x04, 0x40, ...this.#inside('plain', () => [...this.#expression(), 0x0f]), 0x0b],
      () => this.#branchTable(),
    ]
    return kinds[this.#dice.below(kinds.length)]!()
  }

  #expression(): number[] {
    if (this.#left-- <= 0) return i32(this.#dice.below(7))
    const kinds = [
      () => i32(this.#dice.below(100) - 50),
      () => [0x20, this.#dice.below(PARAMS + LOCALS)],
      () => [...this.#expression(), ...this.#expression(), BINARY[this.#dice.below(BINARY.length)]!],
      () => this.#ifElse(I32, () => this.#expression()),
      () => [...this.#expression(), ...this.#expression(), ...this.#expression(), 0x1b],
      () => [0x02, I32, ...this.#inside('valued', () => [...this.#expression(), ...this.#expression(), 0x0d, 0]), 0x0b],
      () => (this.#index > 0 ? [...this.#expression(), ...this.#expression(), 0x10, this.#dice.below(this.#index)] : i32(3)),
    ]
    return kinds[this.#dice.below(kinds.length)]!()
  }

  #ifElse(type: number, branch: () => number[]): number[] {
    const label = type === I32 ? 'valued' : 'plain'
    return [...this.#expression(), 0x04, type, ...this.#inside(label, branch), 0x05, ...this.#inside(label, branch), 0x0b]
  }

  #loop(): number[] {
    if (this.#loops >= COUNTERS) return [0x01]
    const counter = PARAMS + LOCALS + this.#loops++
    const body = this.#inside('loop', () => this.#statements())
    this.#loops--
    const again = [0x20, counter, ...i32(1), 0x6b, 0x22, counter, 0x0d, 0]
    return [...i32(1 + this.#dice.below(5)), 0x21, counter, 0x03, 0x40, ...body, ...again, 0x0b]
  }

  /** To a block that takes no value; never back to a loop, which would not end. */
  #branchIf(): number[] {
    const targets = this.#labels
      .map((label, at) => ({ label, depth: this.#labels.length - 1 - at }))
      .filter(({ label }) => label === 'plain')
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
    return [...i32(this.#dice.below(9)), 0x21, PARAMS + this.#dice.below(LOCALS)]
  }

  #inside(label: Label, write: () => number[]): number[] {
    this.#labels.push(label)
    const code = write()
    this.#labels.pop()
    return code
  }
}
