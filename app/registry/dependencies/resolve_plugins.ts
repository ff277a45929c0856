import { Choices } from '#registry/dependencies/model/choices'
import { findBrokenRule } from '#registry/dependencies/model/closing_rules'
import { PluginPuzzle } from '#registry/dependencies/model/plugin_puzzle'
import { ResolveLimitReached, type ResolveLimits } from '#registry/dependencies/resolve_limits'
import { reasonedRules } from '#registry/dependencies/solver/nogood'
import { Solver } from '#registry/dependencies/solver/solver'
import { smallestCore } from '#registry/dependencies/model/smallest_core'
import type { FactRule } from '#registry/dependencies/model/fact'
import type { Reach } from '#registry/dependencies/model/reach'
import type { IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'

export type Resolution =
  | { isSolved: true; puzzle: PluginPuzzle; chosen: Map<string, IndexedVersion> }
  /** `core`: facts that contradict each other, none of which could be left out. */
  | { isSolved: false; puzzle: PluginPuzzle; core: FactRule[] }

/** Counts what a search costs and stops it. */
export class Budget {
  #steps = 0
  readonly #startedAt = performance.now()

  constructor(private readonly limits: ResolveLimits) {}

  readonly count = (looks: number) => {
    this.#steps += looks
    if (this.#steps > this.limits.steps) throw new ResolveLimitReached('steps', this.limits.steps)
  }

  /** Now and then: reading the clock costs more than a step. */
  checkClock() {
    if (performance.now() - this.#startedAt > this.limits.milliseconds) {
      throw new ResolveLimitReached('milliseconds', this.limits.milliseconds)
    }
  }
}

/**
 * Chooses one version of each plugin, or finds out why that cannot be done. A pure function of what `reach` knows of the
 * index: same question and index, same answer. A generator, so that its caller may serve others meanwhile.
 */
export function* resolvePlugins(reach: Reach, question: ResolveQuestion, limits: ResolveLimits): Generator<void, Resolution> {
  const budget = new Budget(limits)
  const puzzle = new PluginPuzzle(reach, question)
  const choices = new Choices(puzzle)
  const search = new Solver({
    full: puzzle.full,
    rules: puzzle.rules,
    choose: (left) => choices.next(left),
    findBroken: (left) => {
      const broken = findBrokenRule(puzzle, left)
      if (broken) choices.close()
      return broken
    },
    count: budget.count,
  }).run()

  for (;;) {
    const { done, value } = search.next()
    if (done && value.isSolved) {
      const chosen = puzzle.variables.flatMap((variable) => {
        const version = puzzle.chosen(variable, value.left)
        return version ? [[variable.name, version] as const] : []
      })
      return { isSolved: true, puzzle, chosen: new Map(chosen.sort(([a], [b]) => (a < b ? -1 : 1))) }
    }
    if (done && !value.isSolved) return { isSolved: false, puzzle, core: smallestCore(puzzle, reasonedRules(value.contradiction)) }
    budget.checkClock()
    yield
  }
}

/** To its end at once. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
