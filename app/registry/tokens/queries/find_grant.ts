import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { BearerIdentity, TokenGrant } from '#core/http/bearer_scheme'

type Row = {
  id: string
  user_id: string
  tenant_id: string | null
  kind: TokenGrant['kind']
  endpoint_scopes: string[]
  plugin_scopes: string[]
  stage_only: boolean
  provenance: Record<string, unknown> | null
}

/** What the token of this hash is worth now; null once it is revoked or has expired. */
export const findGrantByHash = (hash: string) => findGrant('hash', hash)

/** As above, by its id: for what began with a token and ends without it being sent again. */
export const findGrantById = (id: string) => findGrant('id', id)

async function findGrant(column: 'hash' | 'id', value: string): Promise<BearerIdentity | null> {
  const [row] = await sqlRows<Row>(
    db,
    `select id, user_id, tenant_id, kind, endpoint_scopes, plugin_scopes, stage_only, provenance
       from api_tokens where ${column} = ? and revoked_at is null and expires_at > now()`,
    [value]
  )
  return row ? toIdentity(row) : null
}

const toIdentity = (row: Row): BearerIdentity => ({
  userId: row.user_id,
  tenantId: row.tenant_id,
  grant: {
    tokenId: row.id,
    kind: row.kind,
    scopes: row.endpoint_scopes,
    plugins: row.plugin_scopes,
    stageOnly: row.stage_only,
    provenance: row.provenance,
  },
})
