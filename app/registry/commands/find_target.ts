import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'
import { canonicalName } from '#registry/names/plugin_name'
import { findInstallationOf, type Installation } from '#runtime/installations/installation'
import Tenant from '#tenancy/models/tenant'

export interface Target {
  /** Null: the platform itself. */
  tenantId: string | null
  /** As people read it. */
  owner: string
}

/** Whose plugins a command is about: of the tenant with this slug, or without one of the platform. Throws `NotFound`. */
export async function findTarget(slug?: string): Promise<Target> {
  if (!slug) return { tenantId: null, owner: 'the platform' }
  const tenant = await Tenant.findBy('slug', slug)
  if (!tenant) throw new NotFound(`There is no tenant ${slug}`)
  return { tenantId: tenant.id, owner: slug }
}

/** The owner's installation of a plugin by its name. Throws `NotFound`. */
export async function findTargetInstallation(name: string, { tenantId, owner }: Target): Promise<Installation> {
  const [plugin] = await sqlRows<{ id: string }>(db, 'select id from plugins where canon_name = ?', [canonicalName(name)])
  const installation = plugin && (await findInstallationOf(plugin.id, tenantId))
  if (!installation) throw new NotFound(`${name} is not installed for ${owner}`)
  return installation
}
