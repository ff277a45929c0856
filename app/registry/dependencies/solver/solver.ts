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
  readonly #rulesOf: Nogood<R>[][]
  readonly #queue = new Set<number>()

  constructor(private readonly puzzle: Puzzle<R>) {
    this.#trail = new Trail(puzzle.full)
    this.#rulesOf = puzzle.full.map(() => [])
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
    for (const variable of rule.terms.keys()) {
      this.#rulesOf[variable]!.push(rule)
      this.#queue.add(variable)
    }
  }

  /** Draws all conclusions; answers the rule that is broken, if one is. */
  #propagate(): Nogood<R> | null {
    for (const variable of this.#queue) {
      this.#queue.delete(variable)
      const rules = this.#rulesOf[variable]!
      this.puzzle.count(rules.length)
      for (const rule of rules) {
        const open = this.#openTerm(rule)
        if (open === 'none') {
          this.#queue.clear()
          return rule
        }
        if (open === 'several') continue
        this.#trail.force(open, rule)
        this.#queue.add(open)
      }
    }
    return null
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
