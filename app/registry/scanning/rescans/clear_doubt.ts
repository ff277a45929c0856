import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { StatusConflict } from '#registry/exceptions/refusals'
import type { VersionDecision } from '#registry/actions/version_decision'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** A moderator looked at a published version that a rule doubts, and lets it stay: the same rule doubts it no more. */
@inject()
export class ClearDoubt {
  constructor(private readonly audit: Audit) {}

  /** Throws `StatusConflict` (409) for what is not public any more. */
  async handle({ actor, versionId, publicReason }: VersionDecision, trx: TransactionClientContract): Promise<void> {
    const [version] = await sqlRows<{ label: string }>(
      trx,
      `select p.name || ' ' || v.version as label from plugin_versions v join plugins p on p.id = v.plugin_id
        where v.id = ? and v.status in ('published', 'yanked') for update of v`,
      [versionId]
    )
    if (!version) throw new StatusConflict()
    await sqlRun(
      trx,
      `update scans set cleared_at = now() where version_id = ? and decision = 'review' and kind = 'rescan' and cleared_at is null`,
      [versionId]
    )
    const target = { type: 'plugin_version', id: versionId, label: version.label }
    await this.audit.record(trx, { actor, action: 'registry.doubt_cleared', target, reason: publicReason })
  }
}
