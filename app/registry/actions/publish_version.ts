import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { faultPoint } from '#core/fault_point'
import { BlobStore } from '#registry/blobs/blob_store'
import { checkRelease } from '#registry/publishing/check_release'
import { ClaimPluginName } from '#registry/publishing/claim_plugin_name'
import { ChangeVersionStatus } from '#registry/actions/change_version_status'
import { JudgeArtifact, type Judgement } from '#registry/publishing/judge_artifact'
import { keepScan } from '#registry/scanning/keep_scan'
import { findSigners, keepAuthorSignature } from '#registry/author_keys/keep_author_signature'
import { keepVersion } from '#registry/publishing/keep_version'
import { RefusedByRules } from '#registry/scanning/exceptions'
import { DecideUpload } from '#registry/scanning/decide_upload'
import { ScanUpload, type UploadScan } from '#registry/scanning/scan_upload'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { approvalsNeeded, OpenStage } from '#registry/stages/open_stage'
import { refuseEarly } from '#registry/publishing/refuse_early'
import type { Actor } from '#core/actor'
import type { VersionNumber } from '#registry/versions/version_number'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { PublishAs, PublishMethod, Release } from '#registry/publishing/release'
import type { Finding } from '#registry/scanning/findings'
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
  /** Where it was made, where that is known; a trusted build's own says it itself. */
  provenance?: Record<string, unknown>
}

/** The judgement's findings are those of the whole scan. */
export type PublishedVersion = ChangedVersion & { judgement: Omit<Judgement, 'findings'> & { findings: Finding[] } }

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
    private readonly scanner: ScanUpload,
    private readonly decide: DecideUpload
  ) {}

  async handle(input: PublishInput): Promise<PublishedVersion> {
    const { actor, as = 'actor', release, artifact, manifest } = input
    const number = checkRelease(release)
    const { isNewName } = await refuseEarly({
      ...{ actor, as, name: release.name, versionNoBuild: number.versionNoBuild },
      publisher: release.publisher ?? null,
    })
    const judgement = await this.judge.handle({ release, artifact, manifest })
    const { sha256: digest } = judgement.verdict
    await refuseBlocked(db, digest)
    await findSigners(db, { actor, release, digest })
    const scan = await this.scanner.handle({ release, artifact, judgement, isNewName })
    const blob = await this.blobs.put({ digest, bytes: artifact, verdict: judgement.verdict })
    faultPoint('registry.blob_stored')
    const seen: SeenUpload = { input, number, judgement, scan, reviewsAll: await this.decide.reviewsAll() }
    try {
      const changed = await db.transaction((trx) => this.#keep(trx, seen))
      faultPoint('registry.published')
      return { ...changed, judgement: { ...judgement, findings: scan.findings } }
    } catch (error) {
      if (error instanceof RefusedByRules) await keepRefusal(seen, error)
      // Its failing must not hide why the publish failed.
      else await this.blobs.takeBack(blob).catch(() => {})
      throw error
    }
  }

  async #keep(trx: TransactionClientContract, { input, number, judgement, scan, reviewsAll }: SeenUpload): Promise<ChangedVersion> {
    const { actor, method, as = 'actor', release, provenance } = input
    const { verdict, manifest } = judgement
    const plugin = await this.names.handle(trx, { actor, as, release })
    const needed = approvalsNeeded(actor, plugin)
    const versionId = await keepVersion(trx, {
      ...{ actor, method, release, number, plugin, judgement, provenance },
      status: needed ? 'uploading' : 'scanning',
    })
    await keepAuthorSignature(trx, { actor, versionId, release, digest: verdict.sha256 })
    const decision = await this.decide.apply(trx, {
      ...{ pluginId: plugin.id, versionId, semverKey: number.semverKey, manifest, size: verdict.size, reviewsAll },
      method: actor.grant?.kind === 'trusted' ? 'trusted' : method,
      findings: scan.findings,
    })
    if (decision.verdict === 'refuse') throw new RefusedByRules(decision)
    const isErrored = scan.isBroken && !needed
    const kept = { kind: 'upload' as const, versionId, plugin: release.name, version: release.version, verdict, scan, decision }
    await keepScan(trx, { ...kept, act: isErrored ? 'errored' : undefined })
    faultPoint('registry.before_publish_commit')
    if (needed) return this.stages.apply(trx, { actor, versionId, needed })
    if (isErrored) return this.statuses.apply(trx, { actor, versionId, act: 'fail_scan' })
    return this.statuses.apply(trx, { actor, versionId, act: decision.verdict === 'publish' ? 'approve' : 'submit' })
  }
}

type SeenUpload = { input: PublishInput; number: VersionNumber; judgement: Judgement; scan: UploadScan; reviewsAll: boolean }

/** All that is left of what the rules refused: what they refused, and by which of them. */
const keepRefusal = ({ input: { release }, judgement: { verdict }, scan }: SeenUpload, { decision }: RefusedByRules) =>
  keepScan(db, { kind: 'upload', versionId: null, plugin: release.name, version: release.version, verdict, scan, decision })
