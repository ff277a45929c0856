import { createHash } from 'node:crypto'
import { dependencyFields, type DependencyFields } from '#registry/dependencies/dependency'
import { installationOrder } from '#registry/dependencies/lockfile/installation_order'
import type { IndexedVersion, ResolveQuestion } from '#registry/dependencies/plugin_index'

export const LOCKFILE_VERSION = 1

export interface LockedPlugin extends DependencyFields {
  name: string
  version: string
  /** sha-256 of the module, hex. */
  digest: string
}

/** `rialto-lock.json`: what was chosen, by what the bytes are known, and from which state of the registry. */
export interface Lockfile {
  lockfile_version: typeof LOCKFILE_VERSION
  /** The newest change among the plugins that came into question. */
  serial: number
  platform: string
  channel: string
  requires: Record<string, string>
  /** In an order in which they can be installed. */
  plugins: LockedPlugin[]
  /** `sha256-<hex>` over everything else. */
  integrity: string
}

type Chosen = ReadonlyMap<string, IndexedVersion>

export function makeLockfile(chosen: Chosen, { requires, platform, channel }: ResolveQuestion, serial: number): Lockfile {
  const wanted = requires.map(({ name, range, isInstalled }) => [name, isInstalled ? '*' : range]).sort(([a], [b]) => (a! < b! ? -1 : 1))
  const content = {
    lockfile_version: LOCKFILE_VERSION,
    serial,
    platform,
    channel,
    requires: Object.fromEntries(wanted) as Record<string, string>,
    plugins: installationOrder(chosen).map((name): LockedPlugin => {
      const { version, digest, dependencies } = chosen.get(name)!
      return { name, version, digest, ...dependencyFields(dependencies) }
    }),
  } as const
  return { ...content, integrity: integrityOf(content) }
}

/** The hash of a lockfile's content: its JSON with sorted keys and without blanks, `integrity` left out. */
export function integrityOf(lockfile: Record<string, unknown>): string {
  const { integrity: _, ...content } = lockfile
  return `sha256-${createHash('sha256')
    .update(JSON.stringify(sortKeys(content)))
    .digest('hex')}`
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (!value || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, sortKeys(part)]))
}
