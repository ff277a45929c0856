import type { IndexedVersion } from '#registry/dependencies/plugin_index'

/**
 * What others need comes before them; among equals the alphabet decides. What is expected or made use of comes first where
 * that makes no circle.
 */
export function installationOrder(chosen: ReadonlyMap<string, IndexedVersion>): string[] {
  const hard = needsOf(chosen, ['runtime'])
  const soft = needsOf(chosen, ['runtime', 'peer', 'optional'])
  const left = new Set([...chosen.keys()].sort())
  const order: string[] = []
  const isReady = (needs: Map<string, string[]>) => (name: string) => needs.get(name)!.every((needed) => !left.has(needed))
  while (left.size) {
    const names = [...left]
    // Runtime needs make no circle: somebody is always ready.
    const next = names.find(isReady(soft)) ?? names.find(isReady(hard)) ?? names[0]!
    left.delete(next)
    order.push(next)
  }
  return order
}

const needsOf = (chosen: ReadonlyMap<string, IndexedVersion>, kinds: readonly string[]) =>
  new Map(
    [...chosen].map(([name, { dependencies }]) => [
      name,
      dependencies.filter((need) => kinds.includes(need.kind) && chosen.has(need.name)).map((need) => need.name),
    ])
  )
