import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Settings } from '#core/settings/settings'
import { DryRun, type HookDryRun } from '#runtime/dry_run/dry_run'
import { canonicalName } from '#registry/names/plugin_name'
import { codePrints } from '#registry/scanning/prints/code_prints'
import { dryRunFindings } from '#registry/scanning/dry_run_findings'
import { dryRunMs, popularDownloads } from '#registry/scanning/settings'
import { findNearNames } from '#registry/scanning/names/find_near_names'
import { findResemblances } from '#registry/scanning/prints/find_resemblances'
import { findSecrets } from '#registry/scanning/secrets/find_secrets'
import { readableTexts } from '#registry/scanning/secrets/readable_texts'
import { ScannerUnavailable } from '#registry/publishing/judge_artifact'
import { scanFinding, type Finding } from '#registry/scanning/findings'
import type { Judgement } from '#registry/publishing/judge_artifact'
import type { Release } from '#registry/publishing/release'

/** All that was seen of an upload, before anybody looks at what its plugin was. */
export type UploadScan = {
  findings: Finding[]
  dryRuns: HookDryRun[]
  prints: number[] | null
  tookMs: number
  /** The plugin host died under the dry run: that is somebody's fault, and not known whose. */
  isBroken: boolean
}

type Upload = {
  release: Pick<Release, 'name' | 'readme' | 'changelog'>
  artifact: Uint8Array
  /** `gated` is null for what the gate refuses today: it is not run. */
  judgement: Omit<Judgement, 'gated'> & { gated: Uint8Array | null }
  isNewName: boolean
}

/** Looks at an upload that passed the gate. Writes nothing; throws `ScannerUnavailable` (503) when the plugin host is too busy. */
@inject()
export class ScanUpload {
  constructor(
    private readonly dryRun: DryRun,
    private readonly settings: Settings
  ) {}

  async handle(upload: Upload): Promise<UploadScan> {
    const startedAt = performance.now()
    const { judgement, artifact, release } = upload
    const { manifest, verdict, gated } = judgement
    const trying = gated ? this.dryRun.run({ digest: verdict.sha256, gated, manifest }, await this.settings.get(dryRunMs)) : []
    const prints = codePrints(artifact)
    const secrets = secretFindings(upload)
    const canonName = canonicalName(release.name)
    const [dryRuns, alike, names] = await Promise.all([
      trying,
      findResemblances(db, { canonName, verdict, prints }),
      upload.isNewName ? findNearNames(db, { canonName, popularFrom: await this.settings.get(popularDownloads) }) : [],
    ])
    if (dryRuns.some(({ outcome }) => outcome === 'overloaded')) throw new ScannerUnavailable()
    return {
      findings: [...judgement.findings, ...secrets, ...alike, ...names, ...dryRunFindings(dryRuns, manifest)],
      dryRuns,
      prints,
      tookMs: Math.round(performance.now() - startedAt),
      isBroken: dryRuns.some(({ outcome }) => outcome === 'host_crashed'),
    }
  }
}

const secretFindings = ({ release, artifact, judgement: { manifest } }: Upload): Finding[] =>
  findSecrets(readableTexts({ release, artifact, manifest })).map(({ certainty, ...secret }) => scanFinding(`secret_${certainty}`, secret))
