import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { INSTALLABLE_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { ADVISED_VERSION } from '#registry/advisories/queries/affected_by'
import type { PluginManifest } from '#runtime/manifest/plugin_manifest'
import type { Installation, InstallationKey } from '#runtime/installations/installation'
import type { PluginRelease } from '#runtime/installations/release'

export type OfferedRelease = PluginRelease & { manifest: PluginManifest; publishedAt: Date }

type Follower = Pick<Installation, 'pluginId' | 'versionId' | 'channel'>

const COLUMNS = `v.id as "versionId", p.id as "pluginId", p.name, v.version, v.artifact_digest as digest, v.manifest, v.published_at as "publishedAt"`

/** What may be offered: nobody is led into a version with a known weakness, though who names one gets it. */
const OFFERED = `${INSTALLABLE_VERSION} and ${VISIBLE_PLUGIN} and not ${ADVISED_VERSION}`

/** The newest version of an installation's channel, where it is newer than the one that runs; prereleases only on `beta`. */
export async function findUpdate({ pluginId, versionId, channel }: Follower): Promise<OfferedRelease | null> {
  const [row] = await sqlRows<OfferedRelease>(
    db,
    `select ${COLUMNS} from plugin_versions v join plugins p on p.id = v.plugin_id
      where v.plugin_id = ? and ${OFFERED} and (v.channel = 'stable' or ? = 'beta')
        and v.semver_key > (select semver_key from plugin_versions where id = ?)
      order by v.semver_key desc limit 1`,
    [pluginId, channel, versionId]
  )
  return row ?? null
}

/** Every version an installation may be moved to, newest first; the one that runs is among them. */
export async function listReleases(pluginId: string): Promise<{ versionId: string; version: string; channel: string; digest: string }[]> {
  return sqlRows(
    db,
    `select v.id as "versionId", v.version, v.channel, v.artifact_digest as digest from plugin_versions v join plugins p on p.id = v.plugin_id
      where v.plugin_id = ? and ${INSTALLABLE_VERSION} and ${VISIBLE_PLUGIN} order by v.semver_key desc limit 100`,
    [pluginId]
  )
}

/** What is newer than the version `own` that an installation `i` runs, in its channel. */
const NEWER = `plugin_versions v join plugins p on p.id = v.plugin_id
  where v.plugin_id = i.plugin_id and ${OFFERED} and (v.channel = 'stable' or i.channel = 'beta')
    and v.semver_key > own.semver_key`

/** For a whole list of installations at once: which of them has a newer version in its channel. */
export async function listUpdates(installationIds: string[]): Promise<Map<string, string>> {
  const rows = await sqlRows<{ id: string; version: string }>(
    db,
    `select i.id, newest.version from plugin_installations i
       join plugin_versions own on own.id = i.version_id
       cross join lateral (select v.version from ${NEWER} order by v.semver_key desc limit 1) newest
      where i.id = any(?)`,
    [installationIds]
  )
  return new Map(rows.map(({ id, version }) => [id, version]))
}

const OUTDATED_BATCH = 100

/** The next unpinned ones, after this id, for which there is something newer: of one plugin, or with null of all. */
export const listOutdated = (pluginId: string | null, after: string) =>
  sqlRows<InstallationKey>(
    db,
    `select i.id, i.tenant_id as "tenantId" from plugin_installations i join plugin_versions own on own.id = i.version_id
      where (?::uuid is null or i.plugin_id = ?) and not i.is_pinned and i.id > ? and exists (select 1 from ${NEWER})
      order by i.id limit ${OUTDATED_BATCH}`,
    [pluginId, pluginId, after]
  )
