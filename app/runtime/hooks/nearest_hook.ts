import { allHooks, findHook } from '#runtime/hooks/define_hook'

/** Further apart than this share of its length, a name is no misspelling any more. */
const LOOK_ALIKE = 0.4

/** What is wrong with a hook that a manifest names, in words for its author; null where it is declared. */
export function unknownHookMessage(id: string): string | null {
  if (findHook(id)) return null
  const known = allHooks().map((hook) => hook.id)
  const versions = known.filter((other) => nameOf(other) === nameOf(id))
  if (versions.length) return `There is no ${id} yet; this platform asks ${versions.join(', ')}.`
  const [nearest] = known
    .map((other) => ({ other, distance: editDistance(nameOf(id), nameOf(other)) }))
    .filter(({ other, distance }) => distance <= nameOf(other).length * LOOK_ALIKE)
    .sort((a, b) => a.distance - b.distance)
  return `There is no hook ${id}${nearest ? `; did you mean ${nearest.other}?` : '; docs/plugins/hooks.md lists them.'}`
}

const nameOf = (id: string): string => id.split('@')[0] ?? ''

/** Letters to add, drop or change to make one of the other; names of manifests are short. */
function editDistance(from: string, to: string): number {
  let row = [...to, ''].map((_, at) => at)
  for (const [at, letter] of [...from].entries()) {
    const next = [at + 1]
    for (const [column, other] of [...to].entries()) {
      next.push(Math.min(row[column + 1]! + 1, next[column]! + 1, row[column]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1)!
}
