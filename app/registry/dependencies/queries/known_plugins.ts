import type { IndexedVersion } from '#registry/dependencies/plugin_index'

/** A plugin's versions as they were at a serial. */
export interface KnownPlugin {
  name: string
  serial: number
  versions: (IndexedVersion & { id: string })[]
}

/** About 20 MB in each process. */
const MOST_VERSIONS = 20_000

const known = new Map<string, KnownPlugin>()
let versions = 0

/** What was read before, unless the plugin changed since: every change of a plugin or its versions gives it a new serial. */
export function recall(name: string, serial: number): KnownPlugin | undefined {
  const plugin = known.get(name)
  return plugin?.serial === serial ? plugin : undefined
}

/** Keeps plugins for the next question; those that were read longest ago go first. */
export function remember(plugins: readonly KnownPlugin[]) {
  for (const plugin of plugins) {
    forget(plugin.name)
    known.set(plugin.name, plugin)
    versions += plugin.versions.length
  }
  for (const name of known.keys()) {
    if (versions <= MOST_VERSIONS) return
    forget(name)
  }
}

function forget(name: string) {
  versions -= known.get(name)?.versions.length ?? 0
  known.delete(name)
}
