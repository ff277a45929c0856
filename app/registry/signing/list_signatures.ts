import db from '@adonisjs/lucid/services/db'
import { sqlRows, type SqlClient } from '#core/database/sql'
import type { SignatureKind } from '#registry/signing/platform_keys'

export type SignatureRow = {
  version_id: string
  kind: SignatureKind
  /** Who signed, as people know them. */
  owner: string
  key_id: string
  public_key: string
  signature: string
  signed_at: Date
  revoked_at: Date | null
}

/** The signatures over these versions, those of a version in the order in which they were made. */
export const listSignatures = (client: SqlClient, versionIds: readonly string[]) =>
  sqlRows<SignatureRow>(
    client,
    `select s.version_id, s.kind, s.signature, s.signed_at, k.id as key_id, k.public_key, k.revoked_at, coalesce(b.name, 'registry') as owner
       from version_signatures s join signing_keys k on k.id = s.key_id left join publishers b on b.id = k.publisher_id
      where s.version_id = any(?) order by s.version_id, s.signed_at, s.kind`,
    [versionIds]
  )

/** Differs when a version is signed again or one of its keys is revoked: neither changes the plugin. */
export async function sealOfSignatures(canonName: string, version: string): Promise<string> {
  const [row] = await sqlRows<{ seal: string | null }>(
    db,
    `select string_agg(concat_ws(' ', s.key_id, s.kind, k.revoked_at), ',' order by s.key_id, s.kind) as seal
       from plugins p join plugin_versions v on v.plugin_id = p.id
       join version_signatures s on s.version_id = v.id join signing_keys k on k.id = s.key_id
      where p.canon_name = ? and v.version = ?`,
    [canonName, version]
  )
  return row?.seal ?? '-'
}
