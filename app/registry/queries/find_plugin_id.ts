import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'

export async function findPluginId(name: string): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(db, 'select id from plugins where canon_name = ?', [canonicalName(name)])
  return row?.id ?? null
}
