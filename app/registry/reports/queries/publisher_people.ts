import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLISHER_PEOPLE } from '#registry/reports/queries/concerned'

/** Who publishes under a publisher's name. */
export async function listPublisherPeople(publisherId: string): Promise<string[]> {
  const [row] = await sqlRows<{ people: string[] }>(db, `select ${PUBLISHER_PEOPLE} as people from publishers b where b.id = ?`, [
    publisherId,
  ])
  return row?.people ?? []
}
