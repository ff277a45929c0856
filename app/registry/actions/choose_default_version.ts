import { sqlRun } from '#core/database/sql'
import { PUBLIC_VERSION } from '#registry/queries/visibility'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/**
 * What people get who ask for no version: the highest stable published one, else the highest prerelease, else the
 * highest yanked one. What the plugin says of itself (description, tags, links) comes from that version.
 */
export async function chooseDefaultVersion(trx: TransactionClientContract, pluginId: string): Promise<void> {
  await sqlRun(
    trx,
    `update plugins p set
        default_version_id = best.id,
        description = coalesce(best.metadata->>'description', p.description),
        category = coalesce(best.metadata->>'category', p.category),
        license = coalesce(best.license, p.license),
        repository = best.metadata->>'repository',
        homepage = best.metadata->>'homepage',
        tags = coalesce(array(select jsonb_array_elements_text(best.metadata->'tags')), '{}')
       from (select v.id, v.license, v.metadata from plugin_versions v
              where v.plugin_id = ? and ${PUBLIC_VERSION}
              order by (v.status = 'yanked'), (channel = 'prerelease'), semver_key desc limit 1) best
      where p.id = ? and p.default_version_id is distinct from best.id`,
    [pluginId, pluginId]
  )
  await sqlRun(
    trx,
    `update plugins set default_version_id = null
      where id = ? and default_version_id is not null
        and not exists (select 1 from plugin_versions v where v.plugin_id = plugins.id and ${PUBLIC_VERSION})`,
    [pluginId]
  )
}
