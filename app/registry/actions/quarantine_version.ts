import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { inTransaction } from '#core/database/in_transaction'
import { quarantineDays } from '#registry/takedowns/settings'
import { ChangeVersionStatus, type ChangedVersion, type VersionQuarantine } from '#registry/actions/change_version_status'
import type { VersionDecision } from '#registry/actions/version_decision'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** The days of `trust.quarantine_days`, and removal afterwards, where nothing is said. */
type QuarantineTerms = { days?: number; onExpiry?: VersionQuarantine['onExpiry'] }

/**
 * Hides a version, waiting or published, until somebody looked closer or the time is over. What nobody let out before is
 * not let out by a clock: it is removed. Throws `StatusConflict` (409).
 */
@inject()
export class QuarantineVersion {
  constructor(
    private readonly statuses: ChangeVersionStatus,
    private readonly settings: Settings
  ) {}

  async handle({ days, onExpiry = 'remove', ...decision }: VersionDecision & QuarantineTerms, trx?: TransactionClientContract) {
    const length = days ?? (await this.settings.get(quarantineDays))
    return inTransaction(trx, async (client): Promise<ChangedVersion> => {
      const quarantine = {
        ownerId: decision.actor.userId,
        expiresAt: Clock.now().plus({ days: length }).toJSDate(),
        onExpiry: (await wasPublic(client, decision.versionId)) ? onExpiry : ('remove' as const),
      }
      return this.statuses.apply(client, { ...decision, act: 'quarantine', quarantine })
    })
  }
}

async function wasPublic(trx: TransactionClientContract, versionId: string): Promise<boolean> {
  const found = await sqlRows(trx, 'select 1 from plugin_versions where id = ? and published_at is not null', [versionId])
  return found.length > 0
}
