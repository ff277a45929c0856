import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import type { VerifiedBundle } from '#registry/bundles/format/verify_bundle'
import type { VersionLine } from '#registry/bundles/format/bundle_lines'

type Origin = Pick<VerifiedBundle, 'keyLine' | 'header'>

/**
 * The ids that a publisher of another registry may have here: made of a key of that registry and their name there, so that
 * nobody here can come to be them, whatever they call themselves, and neither can a publisher of a third registry. The first is
 * of the key that signed the bundle; under those of keys before it they may have come earlier.
 */
export const importedPublisherIds = ({ keyLine }: Pick<Origin, 'keyLine'>, { publisher }: VersionLine): string[] =>
  keyLine.map((key) => idOf(key, publisher.slug))

function idOf(key: string, slug: string): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['rialto-imported-publisher', key, slug]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Known by where they come from; nobody signs in as them. */
export async function ensureImportedPublisher(origin: Origin, line: VersionLine): Promise<string> {
  const ids = importedPublisherIds(origin, line)
  const [known] = await sqlRows<{ id: string }>(
    db,
    `select b.id from publishers b left join plugins p on p.publisher_id = b.id and p.canon_name = ?
      where b.id = any(?) order by p.id is null, array_position(?::uuid[], b.id) limit 1`,
    [canonicalName(line.name), ids, ids]
  )
  if (known) return known.id
  const [id] = ids
  const host = URL.canParse(origin.header.registry) ? new URL(origin.header.registry).host : 'another registry'
  await sqlRun(db, `insert into publishers (id, slug, name, kind) values (?, ?, ?, 'org') on conflict (id) do nothing`, [
    id,
    `imported-${id}`,
    `${line.publisher.name} (${host})`.slice(0, 200),
  ])
  return id!
}
