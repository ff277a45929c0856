import { createHash } from 'node:crypto'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { sqlRun } from '#core/database/sql'
import { VersionExists } from '#registry/exceptions/refusals'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import { keepTexts } from '#registry/readme/version_texts'
import { needsOf, platformOf } from '#registry/publishing/release_needs'
import type { Actor } from '#core/actor'
import type { Dependency } from '#registry/dependencies/dependency'
import type { Judgement } from '#registry/publishing/judge_artifact'
import type { ClaimedPlugin } from '#registry/publishing/claim_plugin_name'
import type { VersionNumber } from '#registry/versions/version_number'
import type { PublishMethod, Release } from '#registry/publishing/release'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type NewVersion = {
  actor: Actor
  method: PublishMethod
  release: Release
  number: VersionNumber
  plugin: ClaimedPlugin
  judgement: Judgement
  /** `uploading` where it is staged next. */
  status: 'scanning' | 'uploading'
  provenance?: Record<string, unknown>
}

/** Inserts the version: the only commit point of a publish. A number that was ever used refuses it, whatever became of it. */
export async function keepVersion(
  trx: TransactionClientContract,
  { actor, method, release, number, plugin, judgement, status, provenance }: NewVersion
): Promise<string> {
  const { verdict, manifest } = judgement
  const origin = actor.grant?.provenance ?? provenance
  const isNew = await sqlRun(
    trx,
    'insert into used_versions (canon_name, version_no_build, digest) values (?, ?, ?) on conflict do nothing',
    [plugin.canon_name, number.versionNoBuild, verdict.sha256]
  )
  if (!isNew) throw new VersionExists()

  const id = newId()
  await trx.table('plugin_versions').insert({
    id,
    plugin_id: plugin.id,
    version: number.version,
    version_no_build: number.versionNoBuild,
    semver_key: number.semverKey,
    channel: number.channel,
    status,
    artifact_digest: verdict.sha256,
    size: verdict.size,
    host_api_range: manifest.host_api,
    platform_range: platformOf(release, manifest),
    capabilities: JSON.stringify(asksOf(manifest)),
    imports_hash: hashOf(verdict.imports),
    exports_hash: hashOf(verdict.exports),
    manifest: JSON.stringify(manifest),
    metadata: JSON.stringify(describe(release)),
    license: release.license,
    published_by: actor.userId,
    publish_method: actor.grant?.kind === 'trusted' ? 'trusted' : method,
    provenance: origin ? JSON.stringify(origin) : null,
    token_id: actor.tokenId,
    submitted_at: Clock.now().toJSDate(),
  })
  await keepDependencies(trx, id, needsOf(release, manifest))
  await keepTexts(trx, id, release)
  return id
}

async function keepDependencies(trx: TransactionClientContract, versionId: string, needs: Dependency[]) {
  const rows = needs.map(({ kind, name, range }) => ({ version_id: versionId, kind, dep_canon_name: name, range }))
  if (rows.length) await trx.table('version_deps').multiInsert(rows)
}

const describe = ({ description, category, repository, homepage, tags, minPlatformVersion }: Release) => ({
  description,
  category,
  repository,
  homepage,
  tags,
  min_platform_version: minPlatformVersion,
})

const hashOf = (list: unknown) => createHash('sha256').update(JSON.stringify(list)).digest('hex')
