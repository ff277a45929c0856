import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { PUBLIC_VERSION, VISIBLE_PLUGIN } from '#registry/queries/visibility'
import type { InstallationKey } from '#runtime/installations/installation'

/** Enabled installations of a plugin whose version, or the plugin itself, was hidden from everybody. */
export const listWithdrawnInstallations = (pluginId: string) =>
  sqlRows<InstallationKey>(
    db,
    `select i.id, i.tenant_id as "tenantId" from plugin_installations i
       join plugin_versions v on v.id = i.version_id join plugins p on p.id = i.plugin_id
      where i.plugin_id = ? and i.is_enabled and not (${VISIBLE_PLUGIN} and ${PUBLIC_VERSION})`,
    [pluginId]
  )
