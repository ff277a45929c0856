import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { systemActor } from '#core/actor'
import { sqlRows, sqlRun } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { ApproveVersion } from '#registry/actions/approve_version'
import { PublishVersion } from '#registry/actions/publish_version'
import { releaseFromManifest } from '#registry/manifest/compare_manifest'
import type { Actor } from '#core/actor'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'

export type FirstPartyInput = {
  /** The user who stands for the platform as a publisher. */
  actor: Actor
  manifest: PluginManifest
  wasm: Uint8Array
}

export type ReleasedPlugin = { name: string; version: string; isNew: boolean }

/** Publishes and approves a plugin of the platform's own. A version that is there already is left alone, so seeding twice is harmless. */
@inject()
export class ReleaseFirstParty {
  constructor(
    private readonly publish: PublishVersion,
    private readonly approve: ApproveVersion
  ) {}

  async handle({ actor, manifest, wasm }: FirstPartyInput): Promise<ReleasedPlugin> {
    const { id: name, version } = manifest
    const known = await findVersion(name, version)
    const versionId =
      known?.id ??
      (await this.publish.handle({ actor, method: 'seed', release: releaseFromManifest(manifest), artifact: wasm, manifest })).id
    await sqlRun(
      db,
      'update publishers set is_first_party = true, verified_at = coalesce(verified_at, now()), verify_method = coalesce(verify_method, ?) where user_id = ?',
      ['admin', actor.userId]
    )
    if (!known || known.status === 'pending_review') {
      await this.approve.handle({
        actor: systemActor('first-party release'),
        versionId,
        reasonCode: 'meets_rules',
        publicReason: 'Published with the platform',
      })
    }
    return { name, version, isNew: !known }
  }
}

async function findVersion(name: string, version: string) {
  const [row] = await sqlRows<{ id: string; status: string }>(
    db,
    'select v.id, v.status from plugin_versions v join plugins p on p.id = v.plugin_id where p.canon_name = ? and v.version = ?',
    [canonicalName(name), version]
  )
  return row
}
