import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { appealDays } from '#registry/reports/settings'
import { canonicalName } from '#registry/names/plugin_name'
import { StatusConflict, VersionNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import type { VersionStatus } from '#registry/enums/version_status'
import type { AddressOf, FoundTarget, ReportTarget, Sentence, Snapshot } from '#registry/reports/targets/report_target'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Row = { id: string; plugin_id: string; publisher_id: string; snapshot: Snapshot }

/**
 * One version: hidden at once, its bytes removed for good when nobody appealed in time; or put into quarantine. The rest of
 * the plugin goes on. Removal cannot be taken back, so it waits for the appeal.
 */
@inject()
export class VersionTarget implements ReportTarget<'version'> {
  readonly kind = 'version'
  readonly acts = { reject: 'remove', quarantine: 'quarantine' } as const

  constructor(
    private readonly quarantine: QuarantineVersion,
    private readonly statuses: ChangeVersionStatus,
    private readonly settings: Settings
  ) {}

  async find(client: SqlClient, { name, version }: AddressOf<'version'>, isLocked = false): Promise<FoundTarget> {
    const [row] = await sqlRows<Row>(
      client,
      `select v.id, p.id as plugin_id, p.publisher_id, jsonb_build_object('name', p.name, 'version', v.version, 'sha256', v.artifact_digest,
                'size', v.size, 'capabilities', v.capabilities, 'description', p.description, 'publisher', b.name) as snapshot
         from plugin_versions v join plugins p on p.id = v.plugin_id join publishers b on b.id = p.publisher_id
        where p.canon_name = ? and v.version = ? and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION} ${isLocked ? 'for no key update of p' : ''}`,
      [canonicalName(name), version]
    )
    if (!row) throw new VersionNotFound()
    return { id: row.id, pluginId: row.plugin_id, publisherId: row.publisher_id, snapshot: row.snapshot }
  }

  async carryOut(trx: TransactionClientContract, { targetId: versionId, act, ruling }: Sentence) {
    const status = await statusOf(trx, versionId)
    if (status === 'removed') return
    const days = act === 'remove' ? await this.settings.get(appealDays) : undefined
    if (status !== 'quarantined') await this.quarantine.handle({ ...ruling, versionId, days, onExpiry: 'remove' }, trx)
    else if (days) await condemn(trx, versionId, days)
  }

  async undo(trx: TransactionClientContract, { targetId: versionId, ruling }: Omit<Sentence, 'act'>) {
    if ((await statusOf(trx, versionId)) === 'quarantined') await this.statuses.apply(trx, { ...ruling, versionId, act: 'release' })
  }
}

/** In quarantine already, for whatever reason: it is not shown again by the clock. */
const condemn = (trx: TransactionClientContract, versionId: string, days: number) =>
  sqlRun(
    trx,
    `update plugin_versions set quarantine_on_expiry = 'remove', quarantine_expires_at = greatest(quarantine_expires_at, ?), quarantine_told_at = null
      where id = ?`,
    [Clock.now().plus({ days }).toJSDate(), versionId]
  )

async function statusOf(trx: TransactionClientContract, id: string): Promise<VersionStatus> {
  const [version] = await sqlRows<{ status: VersionStatus }>(trx, 'select status from plugin_versions where id = ?', [id])
  if (!version) throw new StatusConflict()
  return version.status
}
