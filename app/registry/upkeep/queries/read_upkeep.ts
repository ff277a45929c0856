import { sqlRows, type SqlClient } from '#core/database/sql'
import { Clock } from '#core/clock'
import { DELETABLE_HOURS } from '#registry/upkeep/actions/delete_plugin'
import { VISIBLE_PLUGIN } from '#registry/queries/visibility'
import type { PluginStatus } from '#registry/enums/plugin_status'

export type Upkeep = {
  name: string
  status: PluginStatus
  deprecated_at: Date | null
  deprecation_reason: string | null
  replacement: string | null
  serial: number
  is_new: boolean
  is_visible: boolean
}

/** What its owners made of a plugin as a whole. `is_new`: young enough to be deleted. */
export async function readUpkeep(client: SqlClient, pluginId: string): Promise<Upkeep> {
  const [upkeep] = await sqlRows<Upkeep>(
    client,
    `select p.name, p.status, p.deprecated_at, p.deprecation_reason, r.name as replacement, p.serial, p.created_at > ? as is_new,
            ${VISIBLE_PLUGIN} as is_visible
       from plugins p left join plugins r on r.id = p.replacement_id where p.id = ?`,
    [Clock.now().minus({ hours: DELETABLE_HOURS }).toJSDate(), pluginId]
  )
  return upkeep
}
