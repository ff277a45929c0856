import type { Nogood, Reason, Values } from '#registry/dependencies/solver/nogood'

/** One narrowing of a variable: decided (no cause), or forced by a rule. */
interface Step<R extends Reason> {
  variable: number
  /** What this step by itself leaves. */
  own: Values
  /** What all steps up to here leave. */
  left: Values
  level: number
  cause: Nogood<R> | null
}

/** What is known so far, in the order in which it became known, so that it can be taken back. */
export class Trail<R extends Reason> {
  readonly left: Values[]
  level = 0
  readonly #steps: Step<R>[] = []
  readonly #ofVariable: number[][]

  constructor(private readonly full: readonly Values[]) {
    this.left = [...full]
    this.#ofVariable = full.map(() => [])
  }

  decide(variable: number, own: Values) {
    this.level += 1
    this.#take({ variable, own, cause: null })
  }

  /** The rule's other terms all hold: this one must not. */
  force(variable: number, cause: Nogood<R>) {
    this.#take({ variable, own: this.full[variable]! & ~cause.terms.get(variable)!, cause })
  }

  backTo(level: number) {
    while (this.#steps.length && this.#steps.at(-1)!.level > level) {
      const { variable } = this.#steps.pop()!
      const steps = this.#ofVariable[variable]!
      steps.pop()
      this.left[variable] = steps.length ? this.#steps[steps.at(-1)!]!.left : this.full[variable]!
    }
    this.level = level
  }

  /** The step that made the last of the rule's terms hold, and the level at which all else it takes was there. */
  lastStepFor(rule: Nogood<R>): { step: Step<R>; levelBefore: number } {
    let last = -1
    let second = -1
    for (const [variable, values] of rule.terms) {
      const at = this.#earliest(variable, values)
      if (at > last) [last, second] = [at, last]
      else if (at > second) second = at
    }
    const step = this.#steps[last]!
    const rest = rule.terms.get(step.variable)! | (this.full[step.variable]! & ~step.own)
    if (rest !== this.full[step.variable]) second = Math.max(second, this.#earliest(step.variable, rest))
    return { step, levelBefore: second < 0 ? 0 : this.#steps[second]!.level }
  }

  /** Index of the first step after which the variable is within `values`. */
  #earliest(variable: number, values: Values): number {
    return this.#ofVariable[variable]!.find((at) => (this.#steps[at]!.left & ~values) === 0n) ?? -1
  }

  #take({ variable, own, cause }: Pick<Step<R>, 'variable' | 'own' | 'cause'>) {
    const left = this.left[variable]! & own
    this.#ofVariable[variable]!.push(this.#steps.length)
    this.#steps.push({ variable, own, left, level: this.level, cause })
    this.left[variable] = left
  }
}
