import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { BearerIdentity } from '#core/http/bearer_scheme'

type Row = { id: string; user_id: string; tenant_id: string | null; scopes: string[] }

/** What the token of this hash is worth now; null once it is revoked or has expired. */
export async function findServiceGrant(hash: string): Promise<BearerIdentity | null> {
  const [row] = await sqlRows<Row>(
    db,
    'select id, user_id, tenant_id, scopes from service_tokens where hash = ? and revoked_at is null and expires_at > now()',
    [hash]
  )
  if (!row) return null
  const grant = { tokenId: row.id, kind: 'service' as const, scopes: row.scopes, plugins: [], stageOnly: false, provenance: null }
  return { userId: row.user_id, tenantId: row.tenant_id, isConfined: true, grant }
}
