import { createHash } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import type { VerifiedBundle } from '#registry/bundles/format/verify_bundle'
import type { VersionLine } from '#registry/bundles/format/bundle_lines'

type Origin = Pick<VerifiedBundle, 'key' | 'header'>

/**
 * The id of a publisher of another registry: made of that registry's key and their name there, so that nobody here can
 * come to be them, whatever they call themselves, and neither can a publisher of a third registry.
 */
export function importedPublisherId({ key }: Pick<Origin, 'key'>, { publisher }: VersionLine): string {
  const hex = createHash('sha256')
    .update(JSON.stringify(['rialto-imported-publisher', key, publisher.slug]))
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Known by where they come from; nobody signs in as them. */
export async function ensureImportedPublisher(origin: Origin, line: VersionLine): Promise<string> {
  const id = importedPublisherId(origin, line)
  const host = URL.canParse(origin.header.registry) ? new URL(origin.header.registry).host : 'another registry'
  await sqlRun(db, `insert into publishers (id, slug, name, kind) values (?, ?, ?, 'org') on conflict (id) do nothing`, [
    id,
    `imported-${id}`,
    `${line.publisher.name} (${host})`.slice(0, 200),
  ])
  return id
}
