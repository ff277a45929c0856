import { inject } from '@adonisjs/core'
import { inTransaction } from '#core/database/in_transaction'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import type { VersionDecision } from '#registry/actions/version_decision'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Hides a version, waiting or published, until somebody looked closer. Throws `StatusConflict` (409). */
@inject()
export class QuarantineVersion {
  constructor(private readonly statuses: ChangeVersionStatus) {}

  handle(decision: VersionDecision, trx?: TransactionClientContract): Promise<ChangedVersion> {
    return inTransaction(trx, (client) => this.statuses.apply(client, { ...decision, act: 'quarantine' }))
  }
}
