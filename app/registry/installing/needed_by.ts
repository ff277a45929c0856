import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import type { Installation } from '#runtime/installations/installation'

/** An installed plugin that does not work without another one. */
export interface Needer {
  name: string
  version: string
  range: string
}

/** Which of the owner's other plugins need this one. */
export const neededBy = ({ pluginId, tenantId }: Pick<Installation, 'pluginId' | 'tenantId'>) =>
  sqlRows<Needer>(
    db,
    `select i.plugin_name as name, i.version, d.range from plugins own
       join version_deps d on d.dep_canon_name = own.canon_name and d.kind in ('runtime', 'peer')
       join plugin_installations i on i.version_id = d.version_id and i.tenant_id is not distinct from ?
      where own.id = ? and i.plugin_id <> own.id order by i.plugin_name`,
    [tenantId, pluginId]
  )

/**
 * Whether a version has anything to do with other plugins here: it speaks of some, or something installed speaks of it.
 * What stands alone is installed without asking the resolver.
 */
export async function isConcerned({ versionId, pluginId, tenantId }: { versionId: string; pluginId: string; tenantId: string | null }) {
  const [row] = await sqlRows<{ concerned: boolean }>(
    db,
    `select exists (select 1 from version_deps where version_id = ?)
         or exists (select 1 from plugins own join version_deps d on d.dep_canon_name = own.canon_name
                      join plugin_installations i on i.version_id = d.version_id and i.tenant_id is not distinct from ?
                     where own.id = ?) as concerned`,
    [versionId, tenantId, pluginId]
  )
  return row!.concerned
}
