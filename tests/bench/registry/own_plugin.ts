import { randomUUID } from 'node:crypto'
import type pg from 'pg'

export const PUBLISHER = 'publisher@works.demo'

/** A plugin of the demo's publisher with one public version: the versions that follow want no more than it does. */
export async function plantOwnPlugin(database: pg.Client, prefix: string): Promise<string> {
  const name = `${prefix}-${Date.now()
    .toString(36)
    .replace(/\d/g, (digit) => 'ghijknpqtu'[Number(digit)]!)}`
  const [plugin, version] = [randomUUID(), randomUUID()]
  await database.query('begin')
  await database.query(PUBLISHER_ROW, [PUBLISHER])
  await database.query(PLUGIN_ROW, [plugin, name, PUBLISHER])
  await database.query(`insert into plugin_owners (plugin_id, user_id, role) select $1, id, 'owner' from users where email = $2`, [
    plugin,
    PUBLISHER,
  ])
  await database.query(VERSION_ROW, [version, plugin])
  await database.query('update plugins set default_version_id = $2 where id = $1', [plugin, version])
  await database.query('commit')
  return name
}

const PUBLISHER_ROW = `
  insert into publishers (id, slug, name, kind, user_id)
  select gen_random_uuid(), 'bench-own', 'Bench', 'user', id from users where email = $1 on conflict do nothing`

const PLUGIN_ROW = `
  insert into plugins (id, name, canon_name, skeleton, publisher_id, category, description, serial)
  select $1, $2, $2, $2, b.id, 'discount', 'Measured', nextval('registry_serial') from publishers b join users u on u.id = b.user_id where u.email = $3`

const VERSION_ROW = `
  insert into plugin_versions (id, plugin_id, version, version_no_build, semver_key, status, channel, artifact_digest, size, host_api_range,
                               capabilities, imports_hash, exports_hash, manifest, metadata, publish_method, published_at)
  values ($1, $2, '0.0.1', '0.0.1', '0', 'published', 'stable', repeat('b', 64), 1000, '1', '[]', 'x', 'x', '{}', '{}', 'seed', now())`
