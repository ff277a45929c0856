import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { VersionNotFound } from '#registry/exceptions/refusals'
import { listSignatures } from '#registry/signing/list_signatures'
import { LOG_TIME } from '#registry/log/log_chain'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import type { Lockfile } from '#registry/dependencies/lockfile/lockfile'
import type { LogLine, VersionLine } from '#registry/bundles/format/bundle_lines'

type Row = Omit<VersionLine, 'kind' | 'signatures' | 'publisher'> & { id: string; canon_name: string; slug: string; publisher_name: string }

/** What goes with each locked version; hidden ones are not there. Throws `VersionNotFound` (404). */
export async function listBundledVersions({ plugins }: Lockfile): Promise<VersionLine[]> {
  const rows = await sqlRows<Row>(
    db,
    `select v.id, p.canon_name, p.name, v.version, v.artifact_digest as digest, v.size, b.slug::text as slug, b.name as publisher_name,
            coalesce(v.metadata->>'description', p.description) as description, coalesce(v.metadata->>'category', p.category) as category,
            coalesce(v.metadata->'tags', '[]') as tags, v.license, v.metadata->>'repository' as repository, v.metadata->>'homepage' as homepage,
            v.metadata->>'min_platform_version' as min_platform_version, v.platform_range as platform, v.manifest, t.readme, t.changelog,
            coalesce((select jsonb_agg(jsonb_build_object('kind', d.kind, 'name', d.dep_canon_name, 'range', d.range) order by d.kind, d.dep_canon_name)
                        from version_deps d where d.version_id = v.id), '[]') as needs
       from plugins p join plugin_versions v on v.plugin_id = p.id join publishers b on b.id = p.publisher_id
       left join version_texts t on t.version_id = v.id
      where (p.canon_name, v.version) in (select * from unnest(?::text[], ?::text[])) and ${PUBLIC_PLUGIN} and ${PUBLIC_VERSION}`,
    [plugins.map(({ name }) => name), plugins.map(({ version }) => version)]
  )
  const ids = rows.map(({ id }) => id)
  const signatures = Map.groupBy(await listSignatures(db, ids), (row) => row.version_id)
  return plugins.map(({ name, version, digest }) => {
    const row = rows.find((one) => one.canon_name === name && one.version === version && one.digest === digest)
    if (!row) throw new VersionNotFound()
    const { id, canon_name: _, slug, publisher_name: publisherName, ...line } = row
    const signed = (signatures.get(id) ?? []).filter(({ revoked_at: revoked }) => revoked === null)
    return {
      kind: 'version',
      ...line,
      publisher: { slug, name: publisherName },
      signatures: signed.map(({ kind, owner, public_key, signature }) => ({ kind, owner, public_key, signature, revoked_at: null })),
    }
  })
}

/** The ids of locked versions: each counts as downloaded. */
export async function listLockedIds({ plugins }: Lockfile): Promise<string[]> {
  const rows = await sqlRows<{ id: string }>(
    db,
    `select v.id from plugins p join plugin_versions v on v.plugin_id = p.id
      where (p.canon_name, v.version) in (select * from unnest(?::text[], ?::text[]))`,
    [plugins.map(({ name }) => name), plugins.map(({ version }) => version)]
  )
  return rows.map(({ id }) => id)
}

/** What the public log says of the registry's own keys: which came before the present one, and which were revoked. */
export const listKeyEntries = () => listEntries(`e.event in ('registry_key_rotated', 'key_revoked')`, [])

/** What the public log says of these versions, in its order. */
export const listBundledEntries = (versions: readonly VersionLine[]) =>
  listEntries(
    `e.event like 'version_%' and e.payload::jsonb->>'plugin' = any(?)
       and (e.payload::jsonb->>'plugin', e.payload::jsonb->>'version') in (select * from unnest(?::text[], ?::text[]))`,
    [versions.map(({ name }) => name), versions.map(({ name }) => name), versions.map(({ version }) => version)]
  )

async function listEntries(where: string, bindings: unknown[]): Promise<LogLine[]> {
  const rows = await sqlRows<Omit<LogLine, 'kind'>>(
    db,
    `select e.seq, ${LOG_TIME} as at, e.event, e.payload, e.payload_hash, e.prev_hash, e.hash, e.signature, k.public_key
       from log_entries e join signing_keys k on k.id = e.key_id
      where e.seq is not null and ${where} order by e.seq`,
    bindings
  )
  return rows.map((row) => ({ kind: 'log', ...row }))
}
