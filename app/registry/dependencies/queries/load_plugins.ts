import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import { findAdvisedVersions } from '#registry/dependencies/queries/find_advised_versions'
import { recall, remember, type KnownPlugin } from '#registry/dependencies/queries/known_plugins'
import type { Dependency, DependencyKind } from '#registry/dependencies/dependency'
import type { IndexedPlugin, IndexedVersion } from '#registry/dependencies/plugin_index'

interface Row {
  id: string
  name: string
  serial: number
  version: string
  digest: string
  status: string
  platform: string | null
  /** `<kind> <name> <range>` for each, in no order. */
  needs: string | null
}

/** A control character that no range has. As text it is read several times faster than as JSON. */
const SEPARATOR = String.fromCodePoint(31)

/** Also plugins of which only yanked versions are left: lockfiles still name them. Newest first. */
const SQL = `
  with found as (
    select v.id, p.canon_name as name, p.serial, v.version, v.artifact_digest as digest, v.status, v.platform_range as platform, v.semver_key
      from plugins p join plugin_versions v on v.plugin_id = p.id
     where p.canon_name = any(?) and ${VISIBLE_PLUGIN} and ${PUBLIC_VERSION} limit ?)
  select f.id, f.name, f.serial, f.version, f.digest, f.status, f.platform,
         (select string_agg(kind || ' ' || dep_canon_name || ' ' || range, chr(31)) from version_deps where version_id = f.id) as needs
    from found f
   order by f.name, f.semver_key desc`

/**
 * Public plugins with all their public versions and what these need; at most three statements whatever the number. Hidden
 * ones are not there. What did not change since it was last read is not read again.
 * @param most how many versions may come at all; one more says that there were too many
 */
export async function loadPlugins(names: readonly string[], most: number): Promise<IndexedPlugin[]> {
  const serials = await sqlRows<{ name: string; serial: number }>(
    db,
    `select p.canon_name as name, p.serial from plugins p where p.canon_name = any(?) and ${VISIBLE_PLUGIN}`,
    [names]
  )
  const recalled = serials.flatMap(({ name, serial }) => recall(name, serial) ?? [])
  const isRecalled = new Set(recalled.map(({ name }) => name))
  const read = await readPlugins(
    serials.map(({ name }) => name).filter((name) => !isRecalled.has(name)),
    most
  )
  return withAdvisories([...recalled, ...read])
}

async function readPlugins(names: readonly string[], most: number): Promise<KnownPlugin[]> {
  if (!names.length) return []
  const rows = await sqlRows<Row>(db, SQL, [names, most + 1])
  const plugins = [...Map.groupBy(rows, ({ name }) => name)].map(([name, versions]) => ({
    name,
    serial: versions[0]!.serial,
    versions: versions.map(toIndexed),
  }))
  // Cut off in the middle of a plugin: not to be kept as the whole of it.
  if (rows.length <= most) remember(plugins)
  return plugins
}

/** Advisories come and go without a change of the plugin. */
async function withAdvisories(plugins: readonly KnownPlugin[]): Promise<IndexedPlugin[]> {
  const advised = await findAdvisedVersions(plugins.flatMap(({ versions }) => versions.map(({ id }) => id)))
  if (!advised.size) return [...plugins]
  return plugins.map(({ versions, ...plugin }) => ({
    ...plugin,
    versions: versions.map((version) => ({ ...version, isAdvised: advised.has(version.id) })),
  }))
}

const toIndexed = ({ id, version, digest, status, platform, needs }: Row): IndexedVersion & { id: string } => ({
  id,
  version,
  digest,
  platform,
  isYanked: status === 'yanked',
  isAdvised: false,
  dependencies: needs === null ? [] : needs.split(SEPARATOR).sort().map(toDependency),
})

/** Neither kinds nor names have blanks; ranges may. */
function toDependency(line: string): Dependency {
  const [kind = '', name = ''] = line.split(' ', 2)
  return { kind: kind as DependencyKind, name, range: line.slice(kind.length + name.length + 2) }
}
