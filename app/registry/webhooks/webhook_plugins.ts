import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { InvalidPlugin } from '#registry/exceptions/refusals'

type Plugin = { id: string; name: string; canon_name: string }

/** Of these plugins those that the owner hears of (`ownersOfPlugins`). */
const OWNED = `select p.id, p.name, p.canon_name::text from plugins p where p.canon_name = any(?) and p.status <> 'deleted'
  and ('org:' || p.publisher_id = ? or exists (select 1 from plugin_people o where o.plugin_id = p.id and 'user:' || o.user_id = ?)
    or exists (select 1 from plugin_teams x join teams t on t.id = x.team_id where x.plugin_id = p.id and 'org:' || t.publisher_id = ?))`

/** What a webhook is bounded to, in names; ids are kept, so that nobody's later plugin of that name is meant. */
export async function pluginIdsOf(owner: string, names: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(names.map(canonicalName))]
  if (!wanted.length) return []
  const found = await sqlRows<Plugin>(db, OWNED, [wanted, owner, owner, owner])
  const known = new Set(found.map(({ canon_name: canon }) => canon))
  const strange = wanted.find((name) => !known.has(name))
  if (strange) throw InvalidPlugin.field('plugins', `Nothing would be told of ${strange}: it is not a plugin of this owner`, 'exists')
  return found.map(({ id }) => id)
}

/** The names of what webhooks are bounded to, by id. */
export async function namesOfPlugins(ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map()
  const rows = await sqlRows<Plugin>(db, 'select id, name from plugins where id = any(?::uuid[])', [[...new Set(ids)]])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Plugins a webhook may be bounded to: those somebody has a role in. */
export const choosablePlugins = (userId: string) =>
  sqlRows<Pick<Plugin, 'name'>>(
    db,
    `select p.name from plugins p join plugin_people o on o.plugin_id = p.id and o.user_id = ? where p.status <> 'deleted' order by p.name limit 200`,
    [userId]
  )
