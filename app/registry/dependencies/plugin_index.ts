import type { Dependency } from '#registry/dependencies/dependency'

/** A version anybody may fetch, as the resolver sees it. */
export interface IndexedVersion {
  version: string
  digest: string
  isYanked: boolean
  /** A published advisory names it: taken only where nothing else fits. */
  isAdvised: boolean
  /** The platforms it works on; null where it says nothing. */
  platform: string | null
  dependencies: readonly Dependency[]
}

/** A public plugin with all its public versions, newest first. */
export interface IndexedPlugin {
  /** Canonical. */
  name: string
  serial: number
  versions: readonly IndexedVersion[]
}

/** What the resolver knows of the registry: hidden plugins and versions are simply not there. */
export type PluginIndex = Map<string, IndexedPlugin>

export type Channel = 'stable' | 'beta'

/** Something that has to be there. `installed` ones may move to any version, and prefer not to. */
export interface Requirement {
  name: string
  range: string
  isInstalled?: boolean
}

export interface ResolveQuestion {
  requires: readonly Requirement[]
  /** Canonical name → version: kept where possible, and allowed though yanked. */
  locked: ReadonlyMap<string, string>
  /** Names that are to become as new as possible, whatever is locked. */
  updating: ReadonlySet<string>
  platform: string
  channel: Channel
}
