import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { FourEyesRequired } from '#registry/takedowns/exceptions'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { ChangeVersionStatus, type ChangedVersion, type VersionQuarantine } from '#registry/actions/change_version_status'
import type { VersionDecision } from '#registry/actions/version_decision'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** What moderators do to one version that is or was public. Removal is for good, and only from quarantine. */
export const VERSION_ACTS = ['quarantine', 'release', 'remove'] as const
export type VersionWithdrawalAct = (typeof VERSION_ACTS)[number]

export type VersionWithdrawal = VersionDecision & {
  act: VersionWithdrawalAct
  /** Of a quarantine. */
  days?: number
  onExpiry?: VersionQuarantine['onExpiry']
}

/** Hides one version of a plugin, shows it again or withholds its bytes for good. Nobody decides about a plugin of his own. */
@inject()
export class WithdrawVersion {
  constructor(
    private readonly statuses: ChangeVersionStatus,
    private readonly quarantine: QuarantineVersion
  ) {}

  async handle({ act, days, onExpiry, ...decision }: VersionWithdrawal, trx?: TransactionClientContract): Promise<ChangedVersion> {
    return inTransaction(trx, async (client) => {
      await refuseOwners(client, decision)
      if (act === 'quarantine') return this.quarantine.handle({ ...decision, days, onExpiry }, client)
      return this.statuses.apply(client, { ...decision, act })
    })
  }
}

async function refuseOwners(trx: TransactionClientContract, { actor, versionId }: VersionDecision) {
  if (!actor.userId) return
  const owned = await sqlRows(
    trx,
    `select 1 from plugin_versions v left join plugin_people o on o.plugin_id = v.plugin_id and o.user_id = ?
      where v.id = ? and (o.user_id is not null or v.published_by = ?)`,
    [actor.userId, versionId, actor.userId]
  )
  if (owned.length) throw new FourEyesRequired()
}
