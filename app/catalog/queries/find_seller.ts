import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'

/** An active seller's id, by slug or id. Throws `NotFound` (404). */
export async function findSellerId(key: string): Promise<string> {
  const [seller] = await sqlRows<{ id: string }>(db, `select id from sellers where (slug = ? or id::text = ?) and status = 'active'`, [
    key,
    key.toLowerCase(),
  ])
  if (!seller) throw new NotFound('There is no such seller')
  return seller.id
}
