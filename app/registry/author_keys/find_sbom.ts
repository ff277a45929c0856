import { sqlRows, type SqlClient } from '#core/database/sql'

export type SbomRow = {
  sbom: string
  digest: string
  signature: string | null
  key_id: string | null
  public_key: string | null
  revoked_at: Date | null
}

/** A version's bill of materials, where it has one. */
export async function findSbom(client: SqlClient, versionId: string): Promise<SbomRow | undefined> {
  const [row] = await sqlRows<SbomRow>(
    client,
    `select s.sbom, s.digest, s.signature, s.key_id, k.public_key, k.revoked_at
       from version_sboms s left join signing_keys k on k.id = s.key_id where s.version_id = ?`,
    [versionId]
  )
  return row
}
