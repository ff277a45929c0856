import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor, type Actor } from '#core/actor'
import { sqlRows } from '#core/database/sql'
import { projectRoot } from '#services/paths'
import { buildPlugin } from '#runtime/build/build_plugin'
import { InstallVersion } from '#registry/actions/install_version'
import { ReleaseFirstParty } from '#registry/actions/release_first_party'
import type { DemoPeople } from '#database/seeders/demo/people'

/** Published from the start. `volume-discount` is left out: whoever follows the walk through the platform publishes it. */
const PUBLISHED = ['happy-hours', 'basket-discount', 'flat-rate-shipping', 'keyword-moderation']

/** Installed and switched on for the first seller, so that orders show a plugin's discount. */
const INSTALLED = { plugin: 'basket-discount', settings: { products: 3, percent: 5 } }

/** Builds, publishes and approves the first-party plugins; answers how many there are. */
export async function seedPlugins({ companies }: DemoPeople): Promise<number> {
  const publisher = companies.find(({ what }) => what === 'publisher')!
  const actor = actorOf(publisher.members[0].user.id, publisher.tenant.id)
  const release = await app.container.make(ReleaseFirstParty)
  for (const id of PUBLISHED) {
    const { manifest, wasm } = await buildPlugin(join(projectRoot(), 'plugins', id))
    await release.handle({ actor, manifest, wasm })
  }
  await installForFirstSeller(companies.find(({ what }) => what === 'seller')!)
  return PUBLISHED.length
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
