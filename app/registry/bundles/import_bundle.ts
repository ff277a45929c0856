import { createReadStream } from 'node:fs'
import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { JudgeArtifact } from '#registry/publishing/judge_artifact'
import { refuseBlocked } from '#registry/kill_switch/judge_digest'
import { checkRelease } from '#registry/publishing/check_release'
import { BundleConflicts, BundleRefused } from '#registry/bundles/exceptions'
import { BundleProblem, type VersionLine } from '#registry/bundles/format/bundle_lines'
import { compareWithHere } from '#registry/bundles/bundle_conflicts'
import { ensureImportedPublisher } from '#registry/bundles/imported_publisher'
import { readBundledBytes, verifyBundle, type VerifiedBundle } from '#registry/bundles/format/verify_bundle'
import { releaseOfLine } from '#registry/bundles/release_of_line'
import type { Actor } from '#core/actor'

export interface BundleImport {
  actor: Actor
  path: string
  /** The key of the registry that made it, as its operator told; nothing in the file itself is believed. */
  trustKey: string
  /** Approve in the same breath what would wait for a moderator. */
  isApproved?: boolean
}

export interface ImportedVersion {
  plugin: string
  version: string
  /** `known`: it was here before. */
  status: string
}

/**
 * Takes in what another registry let out. All of it is checked before anything is written: signatures, digests, log, what
 * is here, and every module by the gate of this platform. Run again, it goes on where it stopped.
 */
@inject()
export class ImportBundle {
  constructor(
    private readonly judge: JudgeArtifact,
    private readonly publish: PublishVersion,
    private readonly approve: ApproveVersion
  ) {}

  /** Throws `BundleRefused` (422), `BundleConflicts` (409), and what publishing throws. */
  async handle(input: BundleImport): Promise<ImportedVersion[]> {
    const bundle = await verified(input)
    const { known, conflicts } = await compareWithHere(bundle)
    if (conflicts.length) throw new BundleConflicts(conflicts)
    const fresh = bundle.versions.filter((line) => !known.has(line))
    await this.#judgeAll(input.path, fresh)
    const imported: ImportedVersion[] = [...known].map(({ name, version }) => ({ plugin: name, version, status: 'known' }))
    for await (const { digest, bytes } of readBundledBytes(createReadStream(input.path))) {
      for (const line of fresh.filter((one) => one.digest === digest)) imported.push(await this.#take(input, { bundle, line, bytes }))
    }
    return imported
  }

  /** By the same gate, manifest comparison and kill switch that everybody's uploads meet. */
  async #judgeAll(path: string, fresh: readonly VersionLine[]) {
    for (const line of fresh) checkRelease(releaseOfLine(line))
    for await (const { digest, bytes } of readBundledBytes(createReadStream(path))) {
      for (const line of fresh.filter((one) => one.digest === digest)) {
        await refuseBlocked(db, digest)
        await this.judge.handle({ release: releaseOfLine(line), artifact: bytes, manifest: line.manifest })
      }
    }
  }

  async #take({ actor, isApproved }: BundleImport, { bundle, line, bytes }: Fresh): Promise<ImportedVersion> {
    const publisherId = await ensureImportedPublisher(bundle, line)
    const { id, plugin, version, status } = await this.publish.handle({
      ...{ actor, method: 'command', as: { publisherId }, artifact: new Uint8Array(bytes), manifest: line.manifest },
      release: releaseOfLine(line),
      provenance: provenanceOf(bundle, line),
    })
    if (!isApproved || status !== 'pending_review') return { plugin, version, status }
    const publicReason = `Imported from ${bundle.header.registry}`
    const approved = await this.approve.handle({ actor, versionId: id, reasonCode: 'meets_rules', publicReason })
    return { plugin, version, status: approved.status }
  }
}

type Fresh = { bundle: VerifiedBundle; line: VersionLine; bytes: Buffer }

/** What anybody may check again later: whose bytes these are, by the word of their own registry. */
const provenanceOf = ({ header, key }: VerifiedBundle, { publisher, signatures }: VersionLine) => ({
  ...{ kind: 'bundle', registry: header.registry, registry_key: key, publisher: publisher.slug },
  signatures: signatures.map(({ kind, public_key, signature }) => ({ kind, public_key, signature })),
})

async function verified({ path, trustKey }: BundleImport): Promise<VerifiedBundle> {
  try {
    return await verifyBundle(createReadStream(path), trustKey)
  } catch (error) {
    if (error instanceof BundleProblem || (error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new BundleRefused((error as Error).message)
    }
    throw error
  }
}
