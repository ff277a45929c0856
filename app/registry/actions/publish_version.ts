import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { reviewEveryVersion } from '#registry/settings'
import { BlobStore } from '#registry/blobs/blob_store'
import { checkRelease } from '#registry/publishing/check_release'
import { ClaimPluginName } from '#registry/publishing/claim_plugin_name'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import { JudgeArtifact, type Judgement } from '#registry/publishing/judge_artifact'
import { decideReviewPolicy } from '#registry/publishing/review_policy'
import { keepScan, keepVersion } from '#registry/publishing/keep_version'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { approvalsNeeded, OpenStage } from '#registry/stages/open_stage'
import { refuseEarly } from '#registry/publishing/refuse_early'
import type { Actor } from '#core/actor'
import type { PublishAs, PublishMethod, Release } from '#registry/publishing/release'
import type { ChangedVersion } from '#registry/actions/change_version_status'

export type PublishInput = {
  actor: Actor
  method: PublishMethod
  /** `platform` makes it one of the platform's own plugins; the actor's own unless said. */
  as?: PublishAs
  release: Release
  artifact: Uint8Array
  /** `plugin.json`, as text or parsed; null where the module carries it itself or none is needed. */
  manifest: unknown
}

export type PublishedVersion = ChangedVersion & { judgement: Judgement }

/**
 * Takes in a new version: judge, store the bytes, then one transaction that makes the version exist. Until its commit
 * nothing can be seen; afterwards nothing of it can change. Of several at once for one number one wins, the others get 409.
 */
@inject()
export class PublishVersion {
  constructor(
    private readonly judge: JudgeArtifact,
    private readonly blobs: BlobStore,
    private readonly names: ClaimPluginName,
    private readonly statuses: ChangeVersionStatus,
    private readonly stages: OpenStage,
    private readonly settings: Settings
  ) {}

  async handle({ actor, method, as = 'actor', release, artifact, manifest }: PublishInput): Promise<PublishedVersion> {
    const number = checkRelease(release)
    const reviewsAll = await this.settings.get(reviewEveryVersion)
    await refuseEarly({ actor, as, name: release.name, versionNoBuild: number.versionNoBuild })
    const judgement = await this.judge.handle({ release, artifact, manifest })
    const { sha256: digest } = judgement.verdict
    await refuseBlocked(db, digest)
    await this.blobs.put({ digest, bytes: artifact, verdict: judgement.verdict })

    return db.transaction(async (trx) => {
      const plugin = await this.names.handle(trx, { actor, as, release })
      const needed = approvalsNeeded(actor, plugin)
      const status = needed ? 'uploading' : 'scanning'
      const versionId = await keepVersion(trx, { actor, method, release, number, plugin, judgement, status })
      await keepScan(trx, { versionId, release, judgement })
      if (needed) return { ...(await this.stages.apply(trx, { actor, versionId, needed })), judgement }
      const act = await decideReviewPolicy(trx, { plugin, judgement, reviewsAll })
      const changed = await this.statuses.apply(trx, { actor, versionId, act })
      return { ...changed, judgement }
    })
  }
}
