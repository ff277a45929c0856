import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { TokenNotFound } from '#registry/tokens/exceptions'

export type TokenRow = {
  id: string
  user_id: string
  tenant_id: string | null
  kind: 'personal' | 'trusted'
  name: string
  prefix: string
  endpoint_scopes: string[]
  plugin_scopes: string[]
  stage_only: boolean
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
  last_used_ip: string | null
  revoked_at: Date | null
  revoked_reason: string | null
  rotated_from: string | null
}

const COLUMNS = [
  ...['id', 'user_id', 'tenant_id', 'kind', 'name', 'prefix', 'endpoint_scopes', 'plugin_scopes', 'stage_only', 'created_at', 'expires_at'],
  ...['last_used_at', 'last_used_ip', 'revoked_at', 'revoked_reason', 'rotated_from'],
]

/** A user's tokens, ended ones too; never their hashes. */
export const ownTokens = (userId: string) => db.from('api_tokens').where('user_id', userId).select(COLUMNS)

/** One of the user's own tokens; another's looks absent. Throws `TokenNotFound` (404). */
export const findOwnToken = (userId: string | null, id: string) => readToken(db, { userId, id, lock: '' })

/** As above, for who changes it. */
export const findTokenForUpdate = (client: SqlClient, userId: string | null, id: string) =>
  readToken(client, { userId, id, lock: 'for update' })

async function readToken(client: SqlClient, { userId, id, lock }: { userId: string | null; id: string; lock: string }): Promise<TokenRow> {
  const rows = isId(id)
    ? await sqlRows<TokenRow>(client, `select ${COLUMNS.join(', ')} from api_tokens where id = ? and user_id = ? ${lock}`, [id, userId])
    : []
  if (!rows.length) throw new TokenNotFound()
  return rows[0]
}

/** What was done with a token, and to it: from the audit log. */
export const tokenHistory = (tokenId: string) =>
  db
    .from('audit_log')
    .where((query) => query.where('token_id', tokenId).orWhere((own) => own.where({ target_type: 'api_token', target_id: tokenId })))
    .select('id', 'at', 'action', 'target_type', 'target_id', 'target_label', 'ip', 'reason')

/** For the page's list: with the state in a word. */
export const listedTokens = (userId: string) =>
  db
    .from(
      ownTokens(userId)
        .where('kind', 'personal')
        .select(
          db.raw(
            `case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'active' end as token_status`
          )
        )
        .as('tokens')
    )
    .select('id', 'name', 'prefix', 'token_status', 'endpoint_scopes', 'created_at', 'expires_at', 'last_used_at')
