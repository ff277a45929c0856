import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { PLUGIN_COLUMNS, type PluginRow } from '#registry/queries/registry_rows'

/**
 * Plugins in the order of their ids; what was hidden a moment ago is left out here as well. Lists find ids first and read rows
 * afterwards: what a row shows beside its columns would else be made for every plugin of the list before it is cut to a page.
 */
export const readPlugins = (ids: string[]): Promise<PluginRow[]> =>
  sqlRows<PluginRow>(
    db,
    `select ${PLUGIN_COLUMNS} from plugins p join publishers b on b.id = p.publisher_id
      where p.id = any(?::uuid[]) and ${PUBLIC_PLUGIN} order by array_position(?::uuid[], p.id)`,
    [ids, ids]
  )
