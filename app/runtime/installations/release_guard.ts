import type { SqlClient } from '#core/database/sql'
import type { PluginRelease } from '#runtime/installations/release'

/** Throws when the release must not run. Asked in the transaction that starts it: what it looks at, it has to lock. */
export type RefuseRelease = (trx: SqlClient, release: PluginRelease) => Promise<void>

/** The word of others on what may run: whatever switches a release on, or puts another in its place, asks here first. */
export class ReleaseGuard {
  #refuse: RefuseRelease | null = null

  /** The domain that knows what was withdrawn says so at boot. */
  use(refuse: RefuseRelease): void {
    this.#refuse = refuse
  }

  async check(trx: SqlClient, release: PluginRelease): Promise<void> {
    await this.#refuse?.(trx, release)
  }
}
