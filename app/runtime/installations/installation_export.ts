import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRows } from '#core/database/sql'
import { knownSecretNames } from '#runtime/installations/known_secrets'
import type { Installation } from '#runtime/installations/installation'

/** All that a plugin keeps for its owner, as a file to take along. Values of secrets never leave the vault. */
export interface InstallationExport {
  format: 'rialto.plugin_installation.v1'
  exported_at: string
  plugin: string
  version: string
  granted_capabilities: string[]
  settings: Record<string, unknown>
  /** Names only. */
  secrets: string[]
  key_value: unknown[]
  schedules: unknown[]
  /** By day, newest first. */
  usage: unknown[]
}

/** More would be no file to look into; the newest are kept. */
const MOST_ROWS = 100_000

export async function exportInstallation(installation: Installation): Promise<InstallationExport> {
  const { id, pluginName, version, grantedCapabilities, settings } = installation
  const [secrets, keyValue, schedules, usage] = await Promise.all([
    knownSecretNames(db, id),
    rowsOf(`select * from plugin_kv where installation_id = ? order by key limit ${MOST_ROWS}`, id),
    rowsOf(`select * from plugin_schedule_ticks where installation_id = ? order by tick_at desc limit 1000`, id),
    rowsOf('select day::text, runs, failures, fuel from plugin_usage where installation_id = ? order by day desc', id),
  ])
  return {
    format: 'rialto.plugin_installation.v1',
    exported_at: Clock.now().toUTC().toISO()!,
    plugin: pluginName,
    version,
    granted_capabilities: grantedCapabilities,
    settings,
    secrets,
    key_value: keyValue,
    schedules,
    usage,
  }
}

/** Without the columns that mean something only here. */
async function rowsOf(sql: string, id: string): Promise<unknown[]> {
  const rows = await sqlRows<Record<string, unknown>>(db, sql, [id])
  return rows.map(({ installation_id: _installation, tenant_id: _tenant, id: _id, ...rest }) => rest)
}

export interface KeptByInstallation {
  entries: number
  schedules: number
  secrets: number
  days: number
}

/** How much of each kind an installation keeps, for the page that offers the file. */
export async function countKept(installationId: string): Promise<KeptByInstallation> {
  const [kept] = await sqlRows<KeptByInstallation>(
    db,
    `select (select count(*) from plugin_kv where installation_id = given.id) as entries,
            (select count(distinct schedule) from plugin_schedule_ticks where installation_id = given.id) as schedules,
            (select count(*) from plugin_secrets where installation_id = given.id) as secrets,
            (select count(*) from plugin_usage where installation_id = given.id) as days
       from (select ?::uuid as id) given`,
    [installationId]
  )
  return kept!
}
