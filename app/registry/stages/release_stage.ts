import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { ChangeVersionStatus, type ChangedVersion } from '#registry/actions/change_version_status'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { DecideUpload } from '#registry/scanning/decide_upload'
import { findScan } from '#registry/scanning/find_scan'
import { noteDecision } from '#registry/scanning/note_decision'
import type { Actor } from '#core/actor'
import type { StageRow } from '#registry/stages/find_stage'
import type { RuleVerdict } from '#registry/scanning/rules/ruleset'
import type { VersionAct } from '#registry/states/version_states'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Released = { actor: Actor; stage: StageRow; reviewsAll: boolean }

const ACTS: Record<RuleVerdict, VersionAct> = { publish: 'approve', review: 'submit', refuse: 'reject' }

/** Takes a release that everybody needed agreed to on its way: to the moderators, or out where they need not look. */
@inject()
export class ReleaseStage {
  constructor(
    private readonly statuses: ChangeVersionStatus,
    private readonly decide: DecideUpload
  ) {}

  reviewsAll = () => this.decide.reviewsAll()

  /** What was seen when the bytes came still holds, they are the same ones; what the rules say of it is asked now. */
  async apply(trx: TransactionClientContract, { actor, stage, reviewsAll }: Released): Promise<ChangedVersion> {
    const { version_id: versionId } = stage
    const { digest, scan_id: scanId, plugin_id: pluginId, semver_key: semverKey, ...scan } = await findScan(trx, versionId)
    await refuseBlocked(trx, digest)
    await trx.from('stages').where('id', stage.id).update({ ended_at: Clock.now().toJSDate() })
    await this.statuses.apply(trx, { actor, versionId, act: 'approve_stage' })
    await this.statuses.apply(trx, { actor, versionId, act: 'scan' })
    const decision = await this.decide.apply(trx, { ...scan, pluginId, versionId, semverKey, reviewsAll })
    await noteDecision(trx, scanId, decision)
    const why = decision.verdict === 'refuse' ? { reasonCode: decision.rule?.id, publicReason: decision.rule?.title.en } : {}
    return this.statuses.apply(trx, { actor, versionId, act: ACTS[decision.verdict], ...why })
  }
}
