import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { ServiceTokenNotFound } from '#identity/service_tokens/exceptions'
import type { Place } from '#identity/service_tokens/service_scopes'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'

export type ServiceTokenRow = {
  id: string
  tenant_id: string | null
  user_id: string
  responsible: string
  name: string
  prefix: string
  scopes: string[]
  status: 'active' | 'expired' | 'revoked'
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
  last_used_ip: string | null
  revoked_at: Date | null
  revoked_reason: string | null
}

export type ServiceTokenUse = { day: string; operation: string; ip: string; requests: number; last_at: Date }

const STATUS = `case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired' else 'active' end as status`
const COLUMNS = [
  ...['t.id', 't.tenant_id', 't.user_id', 't.name', 't.prefix', 't.scopes', 't.created_at', 't.expires_at', 't.last_used_at'],
  ...['t.revoked_at', 't.revoked_reason'],
]
const COMPUTED = `u.full_name as responsible, host(t.last_used_ip) as last_used_ip, ${STATUS}`

/** The tokens of a place, ended ones too; never their hashes. */
export function serviceTokensOf(place: Place): DatabaseQueryBuilderContract {
  const tokens = db
    .from('service_tokens as t')
    .join('users as u', 'u.id', 't.user_id')
    .select([...COLUMNS, db.raw(COMPUTED)])
  return place === null ? tokens.whereNull('t.tenant_id') : tokens.where('t.tenant_id', place)
}

/** One of the place's tokens; another's looks absent. Throws `ServiceTokenNotFound` (404). */
export async function findServiceToken(client: SqlClient, place: Place, { id, lock = '' }: { id: string; lock?: '' | 'for update of t' }) {
  const [row] = isId(id)
    ? await sqlRows<ServiceTokenRow>(
        client,
        `select ${COLUMNS.join(', ')}, ${COMPUTED} from service_tokens t join users u on u.id = t.user_id
          where t.id = ? and t.tenant_id is not distinct from ? ${lock}`,
        [id, place]
      )
    : []
  if (!row) throw new ServiceTokenNotFound()
  return row
}

/** What a token was used for: one row for each day, operation and address. */
export const usesOf = (tokenId: string) =>
  db
    .from('service_token_uses')
    .where('token_id', tokenId)
    .select('id', db.raw('day::text as day'), 'operation', db.raw('host(ip) as ip'), 'requests', 'last_at')

/** What was done to a token: made, rotated, revoked. */
export const historyOf = (tokenId: string) =>
  sqlRows<{ at: Date; action: string; actor_label: string | null; ip: string | null; reason: string | null }>(
    db,
    `select at, action, actor_label, host(ip) as ip, reason from audit_log
      where target_type = 'service_token' and target_id = ? order by seq desc limit 50`,
    [tokenId]
  )
