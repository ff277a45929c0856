import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { KeyNotFound } from '#registry/author_keys/exceptions'

export type KeyRow = {
  id: string
  name: string
  public_key: string
  created_at: Date
  revoked_at: Date | null
  revoked_reason: string | null
  /** `retired`: replaced by another; what it signed goes on counting, but it signs nothing new. */
  status: 'active' | 'retired' | 'revoked'
}

const SELECT = `select k.id, k.name, k.public_key, k.created_at, k.revoked_at, k.revoked_reason,
    case when k.revoked_at is not null then 'revoked'
         when exists (select 1 from signing_keys n where n.replaces_id = k.id) then 'retired' else 'active' end as status
  from signing_keys k join publishers b on b.id = k.publisher_id where b.user_id = ?`

/** A person's keys, newest first; ended ones stay, because of what they signed. */
export const listOwnKeys = (client: SqlClient, userId: string) =>
  sqlRows<KeyRow>(client, `${SELECT} order by k.created_at desc, k.id desc limit 500`, [userId])

/** Those that may sign something new. */
export const listActiveKeys = async (client: SqlClient, userId: string) =>
  (await listOwnKeys(client, userId)).filter(({ status }) => status === 'active')

/** One of the person's keys, for who changes it. Throws `KeyNotFound` (404). */
export async function lockOwnKey(client: SqlClient, userId: string, id: string): Promise<KeyRow> {
  const [key] = isId(id) ? await sqlRows<KeyRow>(client, `${SELECT} and k.id = ? for update of k`, [userId, id]) : []
  if (!key) throw new KeyNotFound()
  return key
}
