import semver from 'semver'
import type { IndexedVersion } from '#registry/dependencies/plugin_index'

export interface Change {
  name: string
  change: 'added' | 'updated' | 'downgraded' | 'removed'
  from: string | null
  to: string | null
}

/** What differs between what was there and what was chosen, by name. */
export function listChanges(before: ReadonlyMap<string, string>, chosen: ReadonlyMap<string, Pick<IndexedVersion, 'version'>>): Change[] {
  const names = [...new Set([...before.keys(), ...chosen.keys()])].sort()
  return names.flatMap((name) => {
    const from = before.get(name) ?? null
    const to = chosen.get(name)?.version ?? null
    return from === to ? [] : [{ name, change: kindOf(from, to), from, to }]
  })
}

function kindOf(from: string | null, to: string | null): Change['change'] {
  if (from === null) return 'added'
  if (to === null) return 'removed'
  return semver.gt(to, from) ? 'updated' : 'downgraded'
}
