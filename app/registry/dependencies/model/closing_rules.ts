import type { Values } from '#registry/dependencies/solver/nogood'
import type { FactRule } from '#registry/dependencies/model/fact'
import type { Bringing, PluginPuzzle, Variable } from '#registry/dependencies/model/plugin_puzzle'

/** Rules about the whole of an answer, made when an answer breaks them: there would be far too many to write them all down. */
export function findBrokenRule(puzzle: PluginPuzzle, left: readonly Values[]): FactRule | null {
  const taken = puzzle.bringings.filter(
    ({ from, to, versions }) =>
      isThere(from, left) && isThere(to, left) && left[from.index] !== 0n && (left[from.index]! & ~versions) === 0n
  )
  return findCircle(puzzle, taken) ?? findUnbrought({ puzzle, taken, left })
}

/** Plugins that need each other in a circle could never be started one after the other. Optional ones may point back. */
function findCircle(puzzle: PluginPuzzle, taken: readonly Bringing[]): FactRule | null {
  const next = Map.groupBy(
    taken.filter(({ kind }) => kind === 'runtime'),
    ({ from }) => from
  )
  const done = new Set<Variable>()
  for (const start of next.keys()) {
    const circle = walk({ start, next, done })
    if (!circle) continue
    return puzzle.rule(
      circle.map((variable, at): [Variable, Values] => [variable, needing(puzzle, variable, circle[(at + 1) % circle.length]!)]),
      { kind: 'circle', names: circle.map(({ name }) => name) }
    )
  }
  return null
}

/** Depth first without recursion; answers the circle it ran into. */
function walk({ start, next, done }: { start: Variable; next: Map<Variable, Bringing[]>; done: Set<Variable> }): Variable[] | null {
  if (done.has(start)) return null
  const path = [{ at: start, rest: [...(next.get(start) ?? [])] }]
  while (path.length) {
    const { at, rest } = path.at(-1)!
    const step = rest.shift()
    if (!step) {
      done.add(at)
      path.pop()
      continue
    }
    const known = path.findIndex((place) => place.at === step.to)
    if (known >= 0) return path.slice(known).map((place) => place.at)
    if (!done.has(step.to)) path.push({ at: step.to, rest: [...(next.get(step.to) ?? [])] })
  }
  return null
}

/** Every version of `from` that needs `to`, in whatever range. */
const needing = ({ bringings }: PluginPuzzle, from: Variable, to: Variable): Values =>
  bringings.reduce(
    (all, { from: by, to: what, kind, versions }) => (by === from && what === to && kind === 'runtime' ? all | versions : all),
    0n
  )

interface Found {
  puzzle: PluginPuzzle
  taken: readonly Bringing[]
  left: readonly Values[]
}

/** What is there must have been asked for, or be brought by something that is there for a reason. */
function findUnbrought({ puzzle, taken, left }: Found): FactRule | null {
  const brought = new Set(puzzle.question.requires.map(({ name }) => puzzle.find(name)))
  const next = Map.groupBy(taken, ({ from }) => from)
  for (const variable of brought) for (const { to } of next.get(variable) ?? []) brought.add(to)

  const stray = new Set(puzzle.variables.filter((variable) => isThere(variable, left) && !brought.has(variable)))
  const [first] = stray
  if (!first) return null
  const bringers = new Map<Variable, Values>()
  for (const { from, to, versions } of puzzle.bringings) {
    if (stray.has(to) && !stray.has(from)) bringers.set(from, (bringers.get(from) ?? 0n) | versions)
  }
  return puzzle.rule(
    [[first, first.full & ~first.absent], ...[...bringers].map(([from, versions]): [Variable, Values] => [from, from.full & ~versions])],
    { kind: 'unbrought', name: first.name }
  )
}

const isThere = ({ index, absent }: Variable, left: readonly Values[]) => (left[index]! & absent) === 0n
