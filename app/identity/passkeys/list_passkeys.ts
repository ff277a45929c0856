import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { sqlRows } from '#core/database/sql'

export const MAX_PASSKEYS = 20

export type Passkey = {
  id: string
  credential_id: string
  transports: string[]
  name: string
  is_synced: boolean
  is_trusted: boolean
  created_at: Date
  last_used_at: Date | null
}

const COLUMNS = 'id, credential_id, transports, name, is_synced, distrusted_at is null as is_trusted, created_at, last_used_at'

export const listPasskeys = (userId: string) =>
  sqlRows<Passkey>(db, `select ${COLUMNS} from passkeys where user_id = ? order by created_at, id limit ${MAX_PASSKEYS}`, [userId])

/** Another's looks absent. */
export async function findOwnPasskey(userId: string, id: string): Promise<Passkey> {
  const [passkey] = await sqlRows<Passkey>(db, `select ${COLUMNS} from passkeys where id = ? and user_id = ?`, [id, userId])
  if (!passkey) throw new NotFound()
  return passkey
}
