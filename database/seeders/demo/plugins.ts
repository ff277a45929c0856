import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor, type Actor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { projectRoot } from '#services/paths'
import { compilePlugin, readPluginManifest } from '#runtime/build/build_plugin'
import { InstallVersion } from '#registry/actions/install_version'
import { ReleaseFirstParty } from '#registry/actions/release_first_party'
import type { DemoPeople } from '#database/seeders/demo/people'

/** By name, not by folder: what somebody is writing in `plugins/` is not the platform's own. */
export const FIRST_PARTY = [
  ...['volume-discount', 'basket-discount', 'happy-hours', 'flat-rate-shipping', 'keyword-moderation', 'fraud-velocity', 'auth-jwt'],
  ...['template-crypto', 'datasource-csv', 'webhook-relay', 'low-stock-alert', 'sales-digest'],
]

/** Installed and switched on for the first seller, so that orders show a plugin's discount. */
const INSTALLED = { plugin: 'basket-discount', settings: { products: 3, percent: 5 } }

/** Builds, publishes, signs and approves the first-party plugins; answers how many there are. */
export async function seedPlugins({ companies }: DemoPeople): Promise<number> {
  const release = await app.container.make(ReleaseFirstParty)
  for (const id of FIRST_PARTY) {
    const folder = join(projectRoot(), 'plugins', id)
    const artifact = async () => (await compilePlugin(folder)).wasm
    const readme = await readFile(join(folder, 'README.md'), 'utf8').catch(() => null)
    await release.handle({ manifest: await readPluginManifest(folder), artifact, readme })
  }
  await installForFirstSeller(companies.find(({ what }) => what === 'seller')!)
  return FIRST_PARTY.length
}

async function installForFirstSeller({ tenant, members }: DemoPeople['companies'][number]) {
  const known = await sqlRows(db, 'select 1 from plugin_installations where tenant_id = ? and plugin_name = ?', [
    tenant.id,
    INSTALLED.plugin,
  ])
  if (known.length) return
  const install = await app.container.make(InstallVersion)
  await install.handle({ actor: actorOf(members[0].user.id, tenant.id), tenantId: tenant.id, ...INSTALLED, consent: [], isEnabled: true })
}

const actorOf = (userId: string, tenantId: string): Actor => ({ ...systemActor('demo:seed', tenantId), userId })
