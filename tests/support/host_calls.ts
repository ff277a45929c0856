import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { findInstallation, type Installation } from '#runtime/installations/installation'
import { asksOf } from '#runtime/manifest/plugin_manifest'
import type { ReleaseManifest } from '#runtime/installations/release'

export interface InstallationSpec {
  tenantId: string | null
  manifest?: Partial<ReleaseManifest>
  /** What was agreed to; all the manifest asks for unless said otherwise. */
  granted?: string[]
  settings?: Record<string, unknown>
  name?: string
}

/** An installation for tests of what plugins may ask for: its module need not exist. */
export async function createInstallation({
  tenantId,
  manifest,
  granted,
  settings = {},
  name = 'asking-plugin',
}: InstallationSpec): Promise<Installation> {
  const whole: ReleaseManifest = { hooks: ['discount@1'], capabilities: [], ...manifest }
  const id = newId()
  await sqlRun(
    db,
    `insert into plugin_installations
       (id, tenant_id, plugin_id, version_id, plugin_name, version, digest, manifest, granted_capabilities, settings)
     values (?, ?, ?, ?, ?, '1.0.0', ?, ?::jsonb, ?::jsonb, ?::jsonb)`,
    [
      id,
      tenantId,
      newId(),
      newId(),
      name,
      'a'.repeat(64),
      ...[whole, granted ?? asksOf(whole), settings].map((part) => JSON.stringify(part)),
    ]
  )
  return findInstallation({ id, tenantId })
}
