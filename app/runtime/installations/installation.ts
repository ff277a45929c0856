import db from '@adonisjs/lucid/services/db'
import { ascending, keysetPage, type Page } from '#core/http/keyset'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { InstallationNotFound } from '#runtime/exceptions/installation_refused'
import type { PluginRelease, ReleaseManifest } from '#runtime/installations/release'
import type { PluginSettings } from '#runtime/manifest/settings_form'

/** Whose installation: a tenant's, or with null the platform's. */
export interface InstallationKey {
  id: string
  tenantId: string | null
}

export interface Installation extends InstallationKey {
  pluginId: string
  versionId: string
  pluginName: string
  version: string
  digest: string
  manifest: ReleaseManifest
  grantedCapabilities: string[]
  settings: PluginSettings
  isEnabled: boolean
  isPinned: boolean
  lastGoodRelease: PluginRelease | null
  waitingRelease: PluginRelease | null
  waitingSince: Date | null
  /** Which versions it is moved to by itself. */
  channel: 'stable' | 'beta'
  versionSince: Date
  /** Who chose the version that runs. */
  versionBy: 'person' | 'channel' | 'roll_back'
  /** The version that was left by rolling back: never installed by itself again. */
  skippedVersionId: string | null
  breakerState: 'closed' | 'open'
  breakerOpenedAt: Date | null
  breakerReason: string | null
  createdAt: Date
  updatedAt: Date
}

const COLUMNS = `id, tenant_id as "tenantId", plugin_id as "pluginId", version_id as "versionId", plugin_name as "pluginName",
  version, digest, manifest, granted_capabilities as "grantedCapabilities", settings, is_enabled as "isEnabled",
  is_pinned as "isPinned", last_good_release as "lastGoodRelease", waiting_release as "waitingRelease",
  waiting_since as "waitingSince", channel, version_since as "versionSince", version_by as "versionBy", skipped_version_id as "skippedVersionId",
  breaker_state as "breakerState", breaker_opened_at as "breakerOpenedAt", breaker_reason as "breakerReason",
  created_at as "createdAt", updated_at as "updatedAt"`

/** Another owner's installation looks absent. */
export async function findInstallation({ id, tenantId }: InstallationKey): Promise<Installation> {
  return one(
    await sqlRows(db, `select ${COLUMNS} from plugin_installations where id = ? and tenant_id is not distinct from ?`, [id, tenantId])
  )
}

/** The same, locked until the transaction ends. */
export async function lockInstallation(trx: SqlClient, { id, tenantId }: InstallationKey): Promise<Installation> {
  const sql = `select ${COLUMNS} from plugin_installations where id = ? and tenant_id is not distinct from ? for update`
  return one(await sqlRows(trx, sql, [id, tenantId]))
}

/** An owner's installations, a page of them, in the order in which they were installed. */
export async function listInstallations(
  tenantId: string | null,
  { limit = 100, cursor = null }: { limit?: number; cursor?: string | null } = {}
): Promise<Page<Installation>> {
  const query = db.from('plugin_installations').select(db.raw(COLUMNS))
  if (tenantId === null) query.whereNull('tenant_id')
  else query.where('tenant_id', tenantId)
  const sort = ascending('created_at', 'id')
  return keysetPage<Installation>(query, { sort, limit, cursor })
}

/** An owner's installations with a version that waits for a person, the longest waiting first. Their plan bounds how many. */
export async function listWaitingInstallations(tenantId: string | null): Promise<Installation[]> {
  const sql = `select ${COLUMNS} from plugin_installations
    where tenant_id is not distinct from ? and waiting_release is not null order by waiting_since, id`
  return sqlRows(db, sql, [tenantId])
}

/** The installation of one plugin, if the owner has it. */
export async function findInstallationOf(pluginId: string, tenantId: string | null): Promise<Installation | null> {
  const sql = `select ${COLUMNS} from plugin_installations where plugin_id = ? and tenant_id is not distinct from ?`
  const [row] = await sqlRows<Installation>(db, sql, [pluginId, tenantId])
  return row ?? null
}

/** Nothing runs for a closed company, whatever its installations say. */
const OF_SOMEBODY = `not exists (select 1 from tenants t where t.id = plugin_installations.tenant_id and t.status = 'closed')`

/** All that may be called, oldest first: what discounts fall back on between equals. */
export async function listEnabledInstallations(): Promise<Installation[]> {
  return sqlRows(db, `select ${COLUMNS} from plugin_installations where is_enabled and ${OF_SOMEBODY} order by created_at, id`)
}

/** What a tenant has, locked until the transaction ends: also what is being switched on right now. */
export async function lockInstallationsOf(trx: SqlClient, tenantId: string): Promise<Installation[]> {
  return sqlRows(trx, `select ${COLUMNS} from plugin_installations where tenant_id = ? order by id for update`, [tenantId])
}

export function releaseOf(installation: Installation): PluginRelease {
  const { pluginId, versionId, pluginName, version, digest, manifest } = installation
  return { pluginId, versionId, name: pluginName, version, digest, manifest }
}

function one(rows: unknown[]): Installation {
  if (rows.length === 0) throw new InstallationNotFound()
  return rows[0] as Installation
}
