import { inject } from '@adonisjs/core'
import { BringAlong } from '#registry/installing/bring_along'
import { assertLockHolds } from '#registry/installing/installed_lock'
import { installedVersions } from '#registry/installing/installed_versions'
import { listChanges } from '#registry/dependencies/lockfile/list_changes'
import type { Actor } from '#core/actor'
import type { PlannedChange } from '#registry/dependencies/queries/plan_changes'
import type { KnownLock } from '#registry/dependencies/lockfile/read_lockfile'

export interface LockedInstall {
  actor: Actor
  tenantId: string | null
  lock: KnownLock
  along?: Record<string, string[]>
  isEnabled?: boolean
}

/** Brings an owner's plugins to exactly the versions of a lockfile; what it does not name stays as it is. Yanked ones are
 * installed, too, as what was agreed on; hidden and blocked ones are not. Answers what changed. */
@inject()
export class InstallByLock {
  constructor(private readonly bringAlong: BringAlong) {}

  async handle({ actor, tenantId, lock, along: consent, isEnabled }: LockedInstall): Promise<PlannedChange[]> {
    const { plugins } = await assertLockHolds(lock)
    const before = await installedVersions(tenantId)
    const chosen = new Map(plugins.map(({ name, version }) => [name, { version }]))
    const known = new Map([...before].filter(([name]) => chosen.has(name)))
    const differences = new Map(listChanges(known, chosen).map((change) => [change.name, change]))
    // In the lockfile's order: what others need comes first.
    const changes = plugins.flatMap(({ name }) => (differences.has(name) ? [{ ...differences.get(name)!, asks: [] }] : []))
    return this.bringAlong.around({ actor, tenantId, changes, consent, isEnabled, isLocked: true }, () => Promise.resolve(changes))
  }
}
