import { sqlRows, type SqlClient } from '#core/database/sql'

/** Which secrets of an installation are set, in the caller's transaction. Names only. */
export async function knownSecretNames(client: SqlClient, installationId: string): Promise<string[]> {
  const rows = await sqlRows<{ name: string }>(client, 'select name from plugin_secrets where installation_id = ? order by name', [
    installationId,
  ])
  return rows.map(({ name }) => name)
}
