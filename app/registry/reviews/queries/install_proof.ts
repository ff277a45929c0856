import { sqlRows, type SqlClient } from '#core/database/sql'

export type InstallProof = { tenant_id: string; first_installed_at: Date }

/** That a company the reviewer belongs to has the plugin, or had it once; null when none ever did. */
export async function findInstallProof(client: SqlClient, pluginId: string, userId: string): Promise<InstallProof | null> {
  const [proof] = await sqlRows<InstallProof>(
    client,
    `select m.tenant_id, f.at as first_installed_at from tenant_members m
       cross join lateral (
         select a.first_installed_at as at from plugin_adoptions a where a.plugin_id = ? and a.tenant_id = m.tenant_id
         union all
         select i.created_at from plugin_installations i where i.plugin_id = ? and i.tenant_id = m.tenant_id) f
      where m.user_id = ? order by f.at limit 1`,
    [pluginId, pluginId, userId]
  )
  return proof ?? null
}
