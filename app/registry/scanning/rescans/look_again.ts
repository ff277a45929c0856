import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { sqlRows } from '#core/database/sql'
import { PluginHost } from '#runtime/host/plugin_host'
import { BlobStore } from '#registry/blobs/blob_store'
import { ScanUpload, type UploadScan } from '#registry/scanning/scan_upload'
import { ScannerUnavailable } from '#registry/publishing/judge_artifact'
import { manifestFindings } from '#registry/manifest/compare_manifest'
import type { GateResult, GateVerdict } from '#runtime/gate/gate_verdict'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

/** A version as its judges know it. */
export type KnownVersion = {
  id: string
  plugin_id: string
  name: string
  version: string
  semver_key: string
  digest: string
  size: number
  manifest: PluginManifest
  method: string
  readme: string | null
  changelog: string | null
}

const COLUMNS = `v.id, v.plugin_id, p.name, v.version, v.semver_key, v.artifact_digest as digest, v.size, v.manifest, v.publish_method as method, t.readme, t.changelog`

/** Scans bytes that were taken in before as if they had just come: the gate, the lists and the host may have changed since. */
@inject()
export class LookAgain {
  constructor(
    private readonly host: PluginHost,
    private readonly blobs: BlobStore,
    private readonly scanner: ScanUpload
  ) {}

  async find(versionId: string): Promise<KnownVersion | null> {
    const [known] = await sqlRows<KnownVersion>(
      db,
      `select ${COLUMNS} from plugin_versions v join plugins p on p.id = v.plugin_id left join version_texts t on t.version_id = v.id where v.id = ?`,
      [versionId]
    )
    return known ?? null
  }

  /** Throws `ScannerUnavailable` when the plugin host is too busy. */
  async scan(known: KnownVersion): Promise<{ verdict: GateVerdict; scan: UploadScan }> {
    const artifact = await this.blobs.read(known.digest)
    const { verdict, gated = null } = await this.#inspect(artifact)
    const { manifest } = known
    const findings = verdict.ok ? [...verdict.findings, ...manifestFindings(manifest, verdict)] : verdict.findings
    const judgement = { verdict, gated, manifest, findings }
    return { verdict, scan: await this.scanner.handle({ release: known, artifact, judgement, isNewName: false }) }
  }

  async #inspect(artifact: Uint8Array): Promise<GateResult> {
    return this.host.inspect(artifact).catch(() => {
      throw new ScannerUnavailable()
    })
  }
}
