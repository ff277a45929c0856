import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { reviewEveryVersion } from '#registry/settings'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { decideReviewPolicy } from '#registry/publishing/review_policy'
import type { Actor } from '#core/actor'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { StageRow } from '#registry/stages/find_stage'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Released = { actor: Actor; stage: StageRow; plugin: { id: string; status: string }; reviewsAll: boolean }
type Scanned = { digest: string; manifest: PluginManifest; findings: { severity: string }[] }

/** Takes a release that everybody needed agreed to on its way: to the moderators, or out where they need not look. */
@inject()
export class ReleaseStage {
  constructor(
    private readonly settings: Settings,
    private readonly statuses: ChangeVersionStatus
  ) {}

  reviewsAll = () => this.settings.get(reviewEveryVersion)

  async apply(trx: TransactionClientContract, { actor, stage, plugin, reviewsAll }: Released): Promise<ChangedVersion> {
    const { version_id: versionId } = stage
    const { digest, ...judgement } = await readScan(trx, versionId)
    await refuseBlocked(trx, digest)
    await trx.from('stages').where('id', stage.id).update({ ended_at: Clock.now().toJSDate() })
    await this.statuses.apply(trx, { actor, versionId, act: 'approve_stage' })
    await this.statuses.apply(trx, { actor, versionId, act: 'scan' })
    const act = await decideReviewPolicy(trx, { plugin, judgement, reviewsAll })
    return this.statuses.apply(trx, { actor, versionId, act })
  }
}

/** What was seen when the bytes came; they are the same ones. */
async function readScan(trx: TransactionClientContract, versionId: string): Promise<Scanned> {
  const [scan] = await sqlRows<Scanned>(
    trx,
    `select v.manifest, v.artifact_digest as digest, coalesce((select jsonb_agg(jsonb_build_object('severity', f.severity)) from scan_findings f where f.scan_id =
              (select s.id from scans s where s.version_id = v.id order by s.at desc limit 1)), '[]') as findings
       from plugin_versions v where v.id = ?`,
    [versionId]
  )
  return scan
}
