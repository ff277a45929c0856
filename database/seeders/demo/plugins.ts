import { join } from 'node:path'
import { readdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor, type Actor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { projectRoot } from '#services/paths'
import { compilePlugin, readPluginManifest } from '#runtime/build/build_plugin'
import { InstallVersion } from '#registry/actions/install_version'
import { ReleaseFirstParty } from '#registry/actions/release_first_party'
import type { DemoPeople } from '#database/seeders/demo/people'

/** Installed and switched on for the first seller, so that orders show a plugin's discount. */
const INSTALLED = { plugin: 'basket-discount', settings: { products: 3, percent: 5 } }

/** Builds, publishes, signs and approves the first-party plugins; answers how many there are. */
export async function seedPlugins({ companies }: DemoPeople): Promise<number> {
  const release = await app.container.make(ReleaseFirstParty)
  const folders = await firstPartyFolders()
  for (const folder of folders) {
    const artifact = async () => (await compilePlugin(folder)).wasm
    await release.handle({ manifest: await readPluginManifest(folder), artifact })
  }
  await installForFirstSeller(companies.find(({ what }) => what === 'seller')!)
  return folders.length
}

/** Every folder of `plugins/` that holds a plugin. */
async function firstPartyFolders(): Promise<string[]> {
  const root = join(projectRoot(), 'plugins')
  const names = await readdir(root)
  return names
    .filter((name) => existsSync(join(root, name, 'plugin.json')))
    .sort()
    .map((name) => join(root, name))
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
