import { ResolveLimitReached } from '#registry/dependencies/resolve_limits'
import { reasonedRules } from '#registry/dependencies/solver/nogood'
import { Solver } from '#registry/dependencies/solver/solver'
import type { FactRule } from '#registry/dependencies/model/fact'
import type { PluginPuzzle } from '#registry/dependencies/model/plugin_puzzle'
import type { Values } from '#registry/dependencies/solver/nogood'

/** Beyond it the explanation stays longer than it might be. */
const MOST_STEPS = 200_000

/** Leaves out of an explanation what it does not need: facts are dropped one by one as long as the rest still contradicts itself. */
export function smallestCore(puzzle: PluginPuzzle, rules: readonly FactRule[]): FactRule[] {
  let core = [...rules]
  let steps = 0
  const count = (looks: number) => {
    steps += looks
    if (steps > MOST_STEPS) throw new ResolveLimitReached('steps', MOST_STEPS)
  }
  try {
    for (const rule of [...core].reverse()) {
      if (!core.includes(rule)) continue
      const smaller = contradictionOf(puzzle, { rules: core.filter((other) => other !== rule), count })
      if (smaller) core = core.filter((other) => smaller.has(other))
    }
  } catch (error) {
    if (!(error instanceof ResolveLimitReached)) throw error
  }
  return core
}

type Part = { rules: FactRule[]; count: (looks: number) => void }

/** The rules of which some contradiction was concluded, or null when there is an answer to all of them. */
function contradictionOf(puzzle: PluginPuzzle, { rules, count }: Part): Set<FactRule> | null {
  const solver = new Solver({ full: puzzle.full, rules, count, choose: (left) => firstOpen(left), findBroken: () => null }).run()
  for (;;) {
    const { done, value } = solver.next()
    if (!done) continue
    return value.isSolved ? null : new Set(reasonedRules(value.contradiction))
  }
}

/** The last value is "not there": most is settled at once by it. */
function firstOpen(left: readonly Values[]) {
  const variable = left.findIndex((values) => (values & (values - 1n)) !== 0n)
  if (variable < 0) return null
  return { variable, values: 1n << BigInt(left[variable]!.toString(2).length - 1) }
}
