import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { PluginNotFound } from '#registry/exceptions/refusals'
import { findVersionReview, type VersionReview } from '#registry/queries/find_version_review'

export type OwnPlugin = {
  id: string
  name: string
  description: string
  status: string
  category: string
  downloads_total: number
  public_name: string | null
}

/** The plugins a user owns or may publish to, with the newest version whatever its state. */
export const ownPlugins = (userId: string) =>
  db
    .from(
      db
        .from('plugins as p')
        .joinRaw('join plugin_people o on o.plugin_id = p.id and o.user_id = ?', [userId])
        .joinRaw(
          'left join lateral (select version, status from plugin_versions v where v.plugin_id = p.id order by v.semver_key desc limit 1) v on true'
        )
        .select(
          'p.id',
          'p.name',
          'p.status',
          'p.category',
          'p.downloads_total',
          'p.updated_at',
          'v.version as latest_version',
          'v.status as latest_status'
        )
        .as('own')
    )
    .select('id', 'name', 'status', 'category', 'downloads_total', 'updated_at', 'latest_version', 'latest_status')

/** One of the user's own plugins; another's looks absent here. */
export async function findOwnPlugin(userId: string, id: string): Promise<OwnPlugin> {
  const rows = isId(id)
    ? await sqlRows<OwnPlugin>(
        db,
        `select p.id, p.name, p.description, p.status, p.category, p.downloads_total,
                case when p.status in ('active', 'archived', 'restricted') and p.default_version_id is not null then p.name end as public_name
           from plugins p join plugin_people o on o.plugin_id = p.id and o.user_id = ? where p.id = ?`,
        [userId, id]
      )
    : []
  if (!rows.length) throw new PluginNotFound()
  return rows[0]
}

export const versionsOfPlugin = (pluginId: string) =>
  db
    .from('plugin_versions')
    .where('plugin_id', pluginId)
    .select('id', 'version', 'status', 'size', 'submitted_at', 'publish_method', 'semver_key')

/** A version of one of the user's own plugins, with all that was judged of it. */
export async function findOwnVersion(userId: string, versionId: string): Promise<VersionReview> {
  const review = await findVersionReview(versionId)
  if (!review?.ownerIds.includes(userId)) throw new PluginNotFound()
  return review
}
