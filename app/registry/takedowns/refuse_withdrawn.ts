import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { PluginWithdrawn } from '#registry/exceptions/refusals'
import { PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import type { PluginRelease } from '#runtime/installations/release'

/**
 * What was hidden from everybody starts nowhere; yanked versions may, and what never was in the registry (plugins under
 * development), unless its bytes are blocked. Hiding holds the plugin's row, and so does this: whichever comes second sees the
 * other, so that the job which stops what was hidden misses nothing. Throws `PluginWithdrawn` (409).
 */
export async function refuseWithdrawn(trx: SqlClient, { pluginId, versionId, digest }: PluginRelease): Promise<void> {
  await sqlRun(trx, 'select 1 from plugins where id = ? for share', [pluginId])
  const hidden = await sqlRows(
    trx,
    `select 1 from plugin_versions v join plugins p on p.id = v.plugin_id where p.id = ? and v.id = ? and not (${VISIBLE_PLUGIN} and ${PUBLIC_VERSION})
     union all select 1 from blob_verdicts where digest = ? and verdict = 'block'`,
    [pluginId, versionId, digest]
  )
  if (hidden.length > 0) throw new PluginWithdrawn()
}
