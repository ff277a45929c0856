import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { signVersion } from '#registry/signing/sign_version'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export type FirstPartyInput = {
  manifest: PluginManifest
  /** Asked for the module, or the source where the language is run from source, only when the version is not there yet. */
  artifact: () => Promise<Uint8Array>
  /** Markdown, for its page. */
  readme?: string | null
}

export type ReleasedPlugin = { name: string; version: string; isNew: boolean }

type KnownVersion = { id: string; status: string; isSigned: boolean }

const ACTOR = systemActor('first-party release')

/**
 * Publishes, signs and approves a plugin of the platform's own, the way every other is published. A version that is there
 * already is left alone, so seeding twice is harmless.
 */
@inject()
export class ReleaseFirstParty {
  constructor(
    private readonly publish: PublishVersion,
    private readonly approve: ApproveVersion
  ) {}

  async handle({ manifest, artifact, readme = null }: FirstPartyInput): Promise<ReleasedPlugin> {
    const { id: name, version } = manifest
    const known = await findVersion(name, version)
    const { id: versionId, status, isSigned } = known ?? (await this.#publish(manifest, { artifact: await artifact(), readme }))
    const isWaiting = status === 'pending_review'
    if (isWaiting || !isSigned) await db.transaction((trx) => signVersion(trx, versionId, 'author'))
    if (isWaiting) {
      await this.approve.handle({ actor: ACTOR, versionId, reasonCode: 'meets_rules', publicReason: 'Published with the platform' })
    }
    return { name, version, isNew: !known }
  }

  /** Rules may let it out at once. */
  async #publish(manifest: PluginManifest, { artifact, readme }: { artifact: Uint8Array; readme: string | null }): Promise<KnownVersion> {
    const release = { ...releaseFromManifest(manifest), readme }
    const { id, status } = await this.publish.handle({ actor: ACTOR, method: 'seed', as: 'platform', release, artifact, manifest })
    return { id, status, isSigned: false }
  }
}

async function findVersion(name: string, version: string) {
  const [row] = await sqlRows<KnownVersion>(
    db,
    `select v.id, v.status, exists (select 1 from version_signatures s where s.version_id = v.id and s.kind = 'author') as "isSigned"
       from plugin_versions v join plugins p on p.id = v.plugin_id
       join publishers b on b.id = p.publisher_id and b.is_first_party
      where p.canon_name = ? and v.version = ?`,
    [canonicalName(name), version]
  )
  return row
}
