import { conclude, type Nogood, type Reason, type Values } from '#registry/dependencies/solver/nogood'
import { Trail } from '#registry/dependencies/solver/trail'

export interface Choice {
  variable: number
  values: Values
}

/** What the solver is asked: it knows nothing of plugins. */
export interface Puzzle<R extends Reason> {
  full: readonly Values[]
  rules: readonly Nogood<R>[]
  /** The next thing to try, or null when nothing is open. Same state, same choice. */
  choose: (left: readonly Values[]) => Choice | null
  /** When nothing is open: a rule that what was found breaks, or null when it is an answer. */
  findBroken: (left: readonly Values[]) => Nogood<R> | null
  /** Called for each look at a rule; throws when it was enough. */
  count: (looks: number) => void
}

export type Answer<R extends Reason> = { isSolved: true; left: readonly Values[] } | { isSolved: false; contradiction: Nogood<R> }

const STEPS_BETWEEN_PAUSES = 50

/**
 * Finds values for all variables that break no rule, or the contradiction. Conflicts are concluded to their cause, which
 * becomes a rule of its own (as in PubGrub and SAT solvers): the search is complete and does not try the same fault twice.
 */
export class Solver<R extends Reason> {
  readonly #trail: Trail<R>
  /** By variable: the rules that speak of it, each with the values for which its term does not hold. */
  readonly #watched: { rule: Nogood<R>; outside: Values }[][]
  readonly #queue = new Set<number>()
  #broken: Nogood<R> | null = null
  /** A look at a variable of many values costs more: in machine words. */
  readonly #widths: number[]

  constructor(private readonly puzzle: Puzzle<R>) {
    this.#trail = new Trail(puzzle.full)
    this.#watched = puzzle.full.map(() => [])
    this.#widths = puzzle.full.map((values) => Math.ceil(values.toString(16).length / 16))
  }

  /** To be driven to its end; it stops now and then, so that others get their turn. */
  *run(): Generator<void, Answer<R>> {
    const contradiction = this.puzzle.rules.find(({ terms }) => terms.size === 0)
    if (contradiction) return { isSolved: false, contradiction }
    for (const rule of this.puzzle.rules) this.#add(rule)

    for (let steps = 1; ; steps++) {
      if (steps % STEPS_BETWEEN_PAUSES === 0) yield
      const conflict = this.#propagate()
      const contradicted = conflict && this.#learnFrom(conflict)
      if (contradicted) return { isSolved: false, contradiction: contradicted }
      if (conflict) continue

      const choice = this.puzzle.choose(this.#trail.left)
      if (choice) {
        this.#trail.decide(choice.variable, choice.values)
        this.#queue.add(choice.variable)
        continue
      }
      const broken = this.puzzle.findBroken(this.#trail.left)
      if (!broken) return { isSolved: true, left: this.#trail.left }
      if (broken.terms.size === 0) return { isSolved: false, contradiction: broken }
      this.#add(broken)
    }
  }

  #add(rule: Nogood<R>) {
    for (const [variable, values] of rule.terms) {
      this.#watched[variable]!.push({ rule, outside: this.puzzle.full[variable]! & ~values })
      this.#queue.add(variable)
    }
    // With a single term there is nothing that has to hold first.
    if (rule.terms.size === 1) this.#apply(rule)
  }

  /**
   * Draws all conclusions; answers the rule that is broken, if one is. A rule says something new only when one of its terms
   * came to hold, so most are passed over at the first look.
   */
  #propagate(): Nogood<R> | null {
    if (this.#broken) return this.#takeBroken()
    for (const variable of this.#queue) {
      this.#queue.delete(variable)
      const watched = this.#watched[variable]!
      this.puzzle.count(watched.length * this.#widths[variable]!)
      for (const { rule, outside } of watched) {
        if ((this.#trail.left[variable]! & outside) !== 0n) continue
        this.#apply(rule)
        if (this.#broken) return this.#takeBroken()
      }
    }
    return null
  }

  #takeBroken() {
    const broken = this.#broken
    this.#broken = null
    this.#queue.clear()
    return broken
  }

  #apply(rule: Nogood<R>) {
    const open = this.#openTerm(rule)
    if (open === 'none') this.#broken = rule
    if (typeof open !== 'number') return
    this.#trail.force(open, rule)
    this.#queue.add(open)
  }

  /** The only term that does not hold yet; `none` when all hold; `several` also where one cannot hold any more. */
  #openTerm({ terms }: Nogood<R>): number | 'none' | 'several' {
    let open: number | 'none' = 'none'
    for (const [variable, values] of terms) {
      const left = this.#trail.left[variable]!
      if ((left & ~values) === 0n) continue
      if ((left & values) === 0n || open !== 'none') return 'several'
      open = variable
    }
    return open
  }

  /** Goes back to where the conflict's cause was decided; answers the contradiction when nothing was. */
  #learnFrom(conflict: Nogood<R>): Nogood<R> | null {
    let rule = conflict
    while (rule.terms.size > 0) {
      this.puzzle.count(rule.terms.size)
      const { step, levelBefore } = this.#trail.lastStepFor(rule)
      if (!step.cause || levelBefore < step.level) {
        this.#trail.backTo(levelBefore)
        this.#add(rule)
        return null
      }
      rule = conclude([rule, step.cause], step.variable, this.puzzle.full[step.variable]!)
    }
    return rule
  }
}
