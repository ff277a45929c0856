import db from '@adonisjs/lucid/services/db'

/** Names of users by id, for lists of lower tiers; who is unknown is left out. */
export async function findNames(ids: string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = (await db.from('users').whereIn('id', ids).select('id', 'full_name', 'email')) as {
    id: string
    full_name: string | null
    email: string
  }[]
  return new Map(rows.map((row) => [row.id, row.full_name || row.email]))
}
