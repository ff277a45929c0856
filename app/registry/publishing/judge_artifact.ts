import { inject } from '@adonisjs/core'
import { Exception } from '@adonisjs/core/exceptions'
import { PluginHost } from '#runtime/host/plugin_host'
import { GATE_LIMITS } from '#runtime/gate/gate_limits'
import { readManifest } from '#registry/manifest/read_manifest'
import { findEmbeddedManifest } from '#registry/manifest/embedded_manifest'
import { ArtifactTooLarge, InvalidPlugin } from '#registry/exceptions/refusals'
import { findDifferences, manifestFindings, manifestFromModule } from '#registry/manifest/compare_manifest'
import type { FieldProblem } from '#core/http/problem'
import type { Release } from '#registry/publishing/release'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { GateFinding, GateResult, GateVerdict } from '#runtime/gate/gate_verdict'

export class ScannerUnavailable extends Exception {
  static status = 503
  static code = 'E_SCANNER_UNAVAILABLE'
  static message = 'The module could not be judged now; nothing was kept, send it again'
  retryAfter = 5
}

/** The module was refused: the details say why, the verdict is shown beside them. */
export class ModuleRefused extends InvalidPlugin {
  constructor(
    details: FieldProblem[],
    readonly verdict: GateVerdict
  ) {
    super(details)
  }
}

/** `gated` is what may run: it is tried and thrown away, whoever installs the plugin has it made anew. */
export type Judgement = { verdict: GateVerdict; gated: Uint8Array; manifest: PluginManifest; findings: GateFinding[] }
export type Candidate = { release: Release; artifact: Uint8Array; manifest: unknown }

/** Has an artifact judged outside this process, and compares what request, manifest and module say of it. */
@inject()
export class JudgeArtifact {
  constructor(private readonly host: PluginHost) {}

  async handle(candidate: Candidate): Promise<Judgement> {
    const { release, artifact } = candidate
    refuseBySize(release, artifact)
    const { verdict, gated } = await this.#inspect(artifact)
    refuseByVerdict(release, verdict)
    const manifest = chooseManifest(candidate, verdict)
    const findings = [...verdict.findings, ...manifestFindings(manifest, verdict)]
    const problems = [...findDifferences(release, manifest), ...errorsOf(findings, 'manifest')]
    if (problems.length) throw new ModuleRefused(problems, { ...verdict, findings })
    return { verdict, gated: gated!, manifest, findings }
  }

  async #inspect(artifact: Uint8Array): Promise<GateResult> {
    try {
      return await this.host.inspect(artifact)
    } catch {
      throw new ScannerUnavailable()
    }
  }
}

function refuseBySize({ size }: Release, artifact: Uint8Array) {
  if (artifact.length > GATE_LIMITS.upload_bytes) throw new ArtifactTooLarge()
  if (size === null || size === artifact.length) return
  throw InvalidPlugin.field('file_size', `The request says ${size} bytes, ${artifact.length} arrived`, 'size')
}

function refuseByVerdict({ checksum }: Release, verdict: GateVerdict) {
  if (checksum !== null && checksum !== verdict.sha256) {
    throw InvalidPlugin.field('checksum', `The request says ${checksum}, the bytes that arrived have ${verdict.sha256}`, 'checksum')
  }
  if (!verdict.ok) throw new ModuleRefused(errorsOf(verdict.findings, 'wasm_data'), verdict)
}

const errorsOf = (findings: GateFinding[], field: string): FieldProblem[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ check, message }) => ({ field, message, rule: check }))

/** A manifest sent beside the module and one inside it must be the same; the module alone speaks where neither came. */
function chooseManifest({ manifest: given, artifact, release }: Candidate, verdict: GateVerdict): PluginManifest {
  const embedded = findEmbeddedManifest(artifact)
  const inside = embedded === null ? null : readManifest(embedded)
  const beside = given === null || given === undefined ? null : readManifest(given)
  if (inside && beside && canonicalJson(inside) !== canonicalJson(beside)) {
    throw InvalidPlugin.field('manifest', 'The manifest sent and the one inside the module differ', 'manifest')
  }
  return beside ?? inside ?? manifestFromModule(release, verdict)
}

/** The same for two values that differ in the order of their keys only. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  )
}
