import type { Choice } from '#registry/dependencies/solver/solver'
import type { Values } from '#registry/dependencies/solver/nogood'
import type { Bringing, PluginPuzzle, Variable } from '#registry/dependencies/model/plugin_puzzle'

/**
 * What is tried next: first what has to be there (updated plugins, then locked ones, then in the order in which they came
 * up), then what may be there, at last nothing. Each time the version that is liked best: so no plugin of the answer could
 * alone be replaced by a better liked one.
 */
export class Choices {
  readonly #ranked: Variable[]
  readonly #optionals: Bringing[]
  #isClosing = false

  constructor(puzzle: PluginPuzzle) {
    this.#optionals = puzzle.bringings.filter(({ kind }) => kind === 'optional')
    this.#ranked = [...puzzle.variables].sort((a, b) => a.rank - b.rank || a.index - b.index)
  }

  /** From now on what is open is settled as absent: rules about "nobody brings it" need to know. */
  close() {
    this.#isClosing = true
  }

  next(left: readonly Values[]): Choice | null {
    return this.#needed(left) ?? this.#optional(left) ?? (this.#isClosing ? this.#absent(left) : null)
  }

  #needed(left: readonly Values[]): Choice | null {
    const variable = this.#ranked.find(({ index, absent }) => isOpen(left[index]!) && (left[index]! & absent) === 0n)
    return variable ? best(variable, left) : null
  }

  #optional(left: readonly Values[]): Choice | null {
    for (const { from, to, versions } of this.#optionals) {
      if ((left[from.index]! & ~versions) !== 0n) continue
      const values = left[to.index]!
      if (isOpen(values) && (values & to.absent) !== 0n) return best(to, left)
    }
    return null
  }

  #absent(left: readonly Values[]): Choice | null {
    const variable = this.#ranked.find(({ index }) => isOpen(left[index]!))
    return variable ? { variable: variable.index, values: variable.absent } : null
  }
}

const isOpen = (values: Values) => (values & (values - 1n)) !== 0n

const best = ({ index, preference }: Variable, left: readonly Values[]): Choice => ({
  variable: index,
  values: preference.find((value) => (value & left[index]!) !== 0n)!,
})
