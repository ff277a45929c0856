import { DoesNotFit } from '#registry/installing/exceptions'
import { InvalidLockfile } from '#registry/dependencies/exceptions'
import { installedVersions } from '#registry/installing/installed_versions'
import { resolveQuestion } from '#registry/dependencies/queries/resolve_question'
import type { KnownLock } from '#registry/dependencies/lockfile/read_lockfile'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'

/** Everything an owner has installed, as a lockfile that installs the same elsewhere. Throws `DoesNotFit` (409). */
export async function lockOfInstalled(tenantId: string | null): Promise<Lockfile> {
  const locked = await installedVersions(tenantId)
  const requires = [...locked].map(([name, range]) => ({ name, range }))
  const resolved = await resolveQuestion({ requires, locked, channel: 'beta' })
  if (!resolved.isSolved) throw new DoesNotFit(resolved.explanation)
  return resolved.lockfile
}

/** A lockfile is taken whole or not at all: what it names is there, has those bytes, and needs nothing else. */
export async function assertLockHolds({ versions, digests }: KnownLock): Promise<Lockfile> {
  const requires = [...versions].map(([name, range]) => ({ name, range }))
  const resolved = await resolveQuestion({ requires, locked: versions, digests, channel: 'beta' })
  if (!resolved.isSolved) throw new DoesNotFit(resolved.explanation)
  const missing = resolved.changes.filter(({ change }) => change !== 'removed').map(({ name }) => name)
  if (missing.length) {
    throw InvalidLockfile.because('lock.plugins', `The lockfile lacks what its plugins need: ${missing.join(', ')}`, 'whole')
  }
  return resolved.lockfile
}
