import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import type { VersionDecision } from '#registry/actions/version_decision'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Withholds the bytes of a version for good, by way of the quarantine; its number and digest stay known. Throws `StatusConflict` (409). */
@inject()
export class RemoveVersion {
  constructor(
    private readonly statuses: ChangeVersionStatus,
    private readonly quarantine: QuarantineVersion
  ) {}

  handle(decision: VersionDecision, trx?: TransactionClientContract): Promise<ChangedVersion> {
    return inTransaction(trx, async (client) => {
      const held = await sqlRows(client, `select 1 from plugin_versions where id = ? and status = 'quarantined'`, [decision.versionId])
      if (!held.length) await this.quarantine.handle(decision, client)
      return this.statuses.apply(client, { ...decision, act: 'remove' })
    })
  }
}
