import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/registry_rows'
import { findAdvisedVersions } from '#registry/dependencies/queries/find_advised_versions'
import type { DependencyKind } from '#registry/dependencies/dependency'
import type { IndexedPlugin, IndexedVersion } from '#registry/dependencies/plugin_index'

interface Row {
  id: string
  name: string
  serial: number
  version: string
  digest: string
  status: string
  platform: string | null
  needs: [DependencyKind, string, string][] | null
}

/** Also plugins of which only yanked versions are left: lockfiles still name them. Newest first. */
const SQL = `
  with found as (
    select v.id, p.canon_name as name, p.serial, v.version, v.artifact_digest as digest, v.status, v.platform_range as platform, v.semver_key
      from plugins p join plugin_versions v on v.plugin_id = p.id
     where p.canon_name = any(?) and ${VISIBLE_PLUGIN} and ${PUBLIC_VERSION} limit ?)
  select f.id, f.name, f.serial, f.version, f.digest, f.status, f.platform, d.needs
    from found f
    left join (select version_id, jsonb_agg(jsonb_build_array(kind, dep_canon_name, range) order by kind, dep_canon_name) as needs
                 from version_deps where version_id in (select id from found) group by version_id) d on d.version_id = f.id
   order by f.name, f.semver_key desc`

/**
 * Public plugins with all their public versions and what these need; two statements whatever the number. Hidden ones are
 * not there.
 * @param most how many versions may come at all; one more says that there were too many
 */
export async function loadPlugins(names: readonly string[], most: number): Promise<IndexedPlugin[]> {
  const rows = await sqlRows<Row>(db, SQL, [names, most + 1])
  const advised = await findAdvisedVersions(rows.map(({ id }) => id))
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, versions]) => ({
    name,
    serial: versions[0]!.serial,
    versions: versions.map((row) => toIndexed(row, advised)),
  }))
}

const toIndexed = ({ id, version, digest, status, platform, needs }: Row, advised: ReadonlySet<string>): IndexedVersion => ({
  version,
  digest,
  platform,
  isYanked: status === 'yanked',
  isAdvised: advised.has(id),
  dependencies: (needs ?? []).map(([kind, name, range]) => ({ kind, name, range })),
})
