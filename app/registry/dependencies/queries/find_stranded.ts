import db from '@adonisjs/lucid/services/db'
import semver from 'semver'
import { sqlRows } from '#core/database/sql'
import { INSTALLABLE_VERSION, PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { versionsIn } from '#registry/dependencies/version_ranges'

/** The current version of another plugin that could no longer be installed anew. */
export interface Stranded {
  name: string
  version: string
  range: string
}

const MOST = 1_000

/** Who needs this very version: without it no other version would fit them. For whoever is about to take it back. */
export async function findStranded({ pluginId, version }: { pluginId: string; version: string }): Promise<Stranded[]> {
  const [dependents, rest] = await Promise.all([
    sqlRows<Stranded>(
      db,
      `select p.name, v.version, d.range from plugins own
         join version_deps d on d.dep_canon_name = own.canon_name and d.kind in ('runtime', 'peer')
         join plugins p on p.default_version_id = d.version_id join plugin_versions v on v.id = d.version_id
        where own.id = ? and ${PUBLIC_PLUGIN} order by p.canon_name limit ?`,
      [pluginId, MOST]
    ),
    sqlRows<{ version: string }>(
      db,
      `select v.version from plugin_versions v where v.plugin_id = ? and ${INSTALLABLE_VERSION} and v.version <> ? order by v.semver_key desc`,
      [pluginId, version]
    ),
  ])
  const own = [new semver.SemVer(version)]
  const others = rest.map((row) => new semver.SemVer(row.version))
  return dependents.filter(({ range }) => hasAny(own, range) && !hasAny(others, range))
}

const hasAny = (versions: readonly semver.SemVer[], range: string) => versionsIn({ versions, range, withPrereleases: false }) !== 0n
