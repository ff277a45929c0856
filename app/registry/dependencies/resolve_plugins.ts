import { setImmediate } from 'node:timers/promises'
import { Choices } from '#registry/dependencies/model/choices'
import { findBrokenRule } from '#registry/dependencies/model/closing_rules'
import { PluginPuzzle } from '#registry/dependencies/model/plugin_puzzle'
import { reasonedRules } from '#registry/dependencies/solver/nogood'
import { Solver } from '#registry/dependencies/solver/solver'
import { smallestCore } from '#registry/dependencies/model/smallest_core'
import type { ResolveBudget } from '#registry/dependencies/resolve_budget'
import type { FactRule } from '#registry/dependencies/model/fact'
import type { Reach } from '#registry/dependencies/model/reach'
import type { IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'

/** How long a search keeps the process to itself. */
const TURN_MS = 10

export type Resolution =
  | { isSolved: true; puzzle: PluginPuzzle; chosen: Map<string, IndexedVersion> }
  /** `core`: facts that contradict each other, none of which could be left out. */
  | { isSolved: false; puzzle: PluginPuzzle; core: FactRule[] }

/**
 * Chooses one version of each plugin, or finds out why that cannot be done. A pure function of what `reach` knows of the
 * index: same question and index, same answer. A generator, so that its caller may serve others meanwhile.
 */
export function* resolvePlugins(reach: Reach, question: ResolveQuestion, budget: ResolveBudget): Generator<void, Resolution> {
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
    count: (looks) => budget.spend('steps', looks),
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

/** To its end, letting others have their turn. */
export async function drive<T>(work: Generator<void, T>): Promise<T> {
  for (let since = performance.now(); ;) {
    const step = work.next()
    if (step.done) return step.value
    if (performance.now() - since < TURN_MS) continue
    await setImmediate()
    since = performance.now()
  }
}

/** To its end at once. */
export function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
