import { sha256, type Folder } from './folder.js'
import { untrusted } from './failure.js'
import type { LockedPlugin, Lockfile } from '#registry/dependencies/lockfile/lockfile'
import type { Registry, Signatures } from './registry.js'
import type { Trust } from './trust.js'

export interface Source {
  signatures(plugin: LockedPlugin): Promise<Signatures>
  bytes(plugin: LockedPlugin): Promise<Uint8Array>
}

/** From a registry over the network. */
export const fromRegistry = (registry: Registry, purpose?: string): Source => ({
  signatures: ({ name, version }) => registry.signatures(name, version),
  bytes: ({ name, version }) => registry.download(name, version, purpose),
})

/**
 * Brings what a lockfile names, one after the other; what is there already and is right is not fetched again, so an
 * interrupted run goes on where it stopped. Nothing is kept that was not signed for. Answers what was brought.
 */
export async function fillFolder(
  lock: Lockfile,
  { folder, source, trust }: { folder: Folder; source: Source; trust: Trust }
): Promise<string[]> {
  const brought: string[] = []
  for (const plugin of lock.plugins) {
    if (await isThere(plugin, folder, trust)) continue
    const label = `${plugin.name} ${plugin.version}`
    const signatures = await source.signatures(plugin)
    await trust.check(plugin, signatures)
    const bytes = await source.bytes(plugin)
    if (sha256(bytes) !== plugin.digest) throw untrusted(`${label}: other bytes arrived than the lockfile names`)
    await folder.keep(plugin, bytes, signatures)
    brought.push(label)
  }
  return brought
}

/** Without a known key nothing is: whoever filled the folder could have signed it with their own. */
async function isThere(plugin: LockedPlugin, folder: Folder, trust: Trust): Promise<boolean> {
  if (!trust.key) return false
  const [bytes, signatures] = [await folder.readModule(plugin), await folder.readSignatures(plugin).catch(() => null)]
  if (!bytes || !signatures || sha256(bytes) !== plugin.digest) return false
  return trust.check(plugin, signatures).then(
    () => true,
    () => false
  )
}
