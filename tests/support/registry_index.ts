import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { parseVersion } from '#registry/versions/version_number'
import { releasePlugin, type PluginSpec } from '#tests/support/plugin_uploads'
import type User from '#identity/models/user'
import { dependencyFields, type Dependency } from '#registry/dependencies/dependency'

export type NewVersion = PluginSpec & { name: string; version: string; needs?: Dependency[]; platform?: string }

/** Releases plugins that need each other: published by the ordinary way, with what they need. */
export async function releaseAll(user: User, versions: NewVersion[]) {
  for (const { needs = [], platform = null, ...spec } of versions) {
    const { dependencies = {}, ...fields } = dependencyFields(needs)
    const says = { dependencies, peerDependencies: fields.peer_dependencies, optionalDependencies: fields.optional_dependencies }
    await releasePlugin(user, spec, { says: { ...says, conflicts: fields.conflicts, platform } })
  }
}

export interface SeededPlugin {
  name: string
  versions: { version: string; needs: Dependency[] }[]
}

/** Many public plugins at once, all of them with the same bytes: for figures, not for publishing. */
export async function seedIndex(plugins: SeededPlugin[], { publisherId, digest }: { publisherId: string; digest: string }) {
  const rows = plugins.map(({ name, versions }) => ({
    id: newId(),
    name,
    versions: versions.map((version) => ({ id: newId(), ...version })),
  }))
  await insert(
    'plugins',
    rows.map(({ id, name }) => ({
      ...{ id, name, canon_name: name, skeleton: name, publisher_id: publisherId },
      ...{ category: 'other', description: 'Seeded', serial: 1 },
    }))
  )
  await insert(
    'plugin_versions',
    rows.flatMap(({ id: pluginId, name, versions }) =>
      versions.map(({ id, version }) => versionRow({ id, pluginId, name, version, digest }))
    )
  )
  await insert(
    'version_deps',
    rows.flatMap(({ versions }) =>
      versions.flatMap(({ id, needs }) => needs.map(({ kind, name, range }) => ({ version_id: id, kind, dep_canon_name: name, range })))
    )
  )
  await db.rawQuery(
    `update plugins p set default_version_id = (select v.id from plugin_versions v where v.plugin_id = p.id order by v.semver_key desc limit 1)
      where p.id = any(?)`,
    [rows.map(({ id }) => id)]
  )
}

type Seeded = { id: string; pluginId: string; name: string; version: string; digest: string }

function versionRow({ id, pluginId, name, version, digest }: Seeded) {
  const number = parseVersion(version)!
  return {
    ...{ id, plugin_id: pluginId, version, version_no_build: number.versionNoBuild, semver_key: number.semverKey, channel: number.channel },
    ...{
      status: 'published',
      artifact_digest: digest,
      size: 100,
      host_api_range: '1',
      capabilities: '[]',
      imports_hash: '',
      exports_hash: '',
    },
    ...{ manifest: JSON.stringify({ id: name, version, name, description: 'Seeded', hooks: [], capabilities: [] }), metadata: '{}' },
    ...{ publish_method: 'seed', published_at: new Date() },
  }
}

async function insert(table: string, rows: Record<string, unknown>[]) {
  for (let at = 0; at < rows.length; at += 1_000) await db.table(table).multiInsert(rows.slice(at, at + 1_000))
}
