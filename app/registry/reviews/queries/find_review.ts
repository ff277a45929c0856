import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { canonicalName } from '#registry/names/plugin_name'
import { PluginNotFound, VersionNotFound } from '#registry/exceptions/refusals'
import { PUBLIC_PLUGIN, PUBLIC_VERSION } from '#registry/queries/visibility'
import { ReviewNotFound } from '#registry/reviews/exceptions'
import { SHOWN_REVIEW, type ReviewStatus } from '#registry/reviews/review_states'

export type ReviewedPlugin = { id: string; name: string; publisher_user_id: string | null }

export type LockedReview = {
  id: string
  plugin_id: string
  plugin: string
  publisher_user_id: string | null
  user_id: string | null
  version_id: string
  rating: number
  title: string | null
  comment: string
  status: ReviewStatus
  revision: number
  reply: string | null
}

/** Changes of a plugin's reviews wait for each other here, so that its rating is exact. A hidden plugin is not there. */
export async function lockReviewedPlugin(trx: SqlClient, name: string): Promise<ReviewedPlugin> {
  const [plugin] = await sqlRows<ReviewedPlugin>(
    trx,
    `select p.id, p.name, b.user_id as publisher_user_id from plugins p join publishers b on b.id = p.publisher_id
      where p.canon_name = ? and ${PUBLIC_PLUGIN} for no key update of p`,
    [canonicalName(name)]
  )
  if (!plugin) throw new PluginNotFound()
  return plugin
}

export async function findReviewedVersion(trx: SqlClient, pluginId: string, version: string): Promise<string> {
  const [row] = await sqlRows<{ id: string }>(
    trx,
    `select v.id from plugin_versions v where v.plugin_id = ? and v.version = ? and ${PUBLIC_VERSION}`,
    [pluginId, version]
  )
  if (!row) throw new VersionNotFound()
  return row.id
}

const COLUMNS = `r.id, r.plugin_id, p.name as plugin, b.user_id as publisher_user_id, r.user_id, r.version_id, r.rating, r.title, r.comment,
  r.status, r.revision, r.reply`
const JOINS = 'join plugins p on p.id = r.plugin_id join publishers b on b.id = p.publisher_id'

/** The review with its row held. Throws `ReviewNotFound` for one of another plugin or of a hidden one. */
export async function lockPublicReview(trx: SqlClient, id: string, plugin?: string): Promise<LockedReview> {
  const [review] = isId(id)
    ? await sqlRows<LockedReview>(
        trx,
        `select ${COLUMNS} from reviews r ${JOINS} where r.id = ? and ${PUBLIC_PLUGIN} ${plugin === undefined ? '' : 'and p.canon_name = ?'}
            for no key update of r`,
        [id, ...(plugin === undefined ? [] : [canonicalName(plugin)])]
      )
    : []
  if (!review) throw new ReviewNotFound()
  return review
}

/** The review whatever became of its plugin; plugin first, then review, as everybody locks them. */
export async function lockReviewAndPlugin(trx: SqlClient, id: string): Promise<LockedReview> {
  if (!isId(id)) throw new ReviewNotFound()
  await trx.rawQuery('select 1 from plugins where id = (select plugin_id from reviews where id = ?) for no key update', [id])
  const [review] = await sqlRows<LockedReview>(trx, `select ${COLUMNS} from reviews r ${JOINS} where r.id = ? for no key update of r`, [id])
  if (!review) throw new ReviewNotFound()
  return review
}

/** Everybody sees it; what is held or taken down is nobody's to vote on, answer or report. */
export const isShown = ({ status }: Pick<LockedReview, 'status'>): boolean => status === 'published' || status === 'flagged'

/** For a form about a review; throws as above, also for one that is not shown. */
export async function findShownReview(client: SqlClient, { id, plugin }: { id: string; plugin: string }): Promise<LockedReview> {
  const [review] = isId(id)
    ? await sqlRows<LockedReview>(
        client,
        `select ${COLUMNS} from reviews r ${JOINS} where r.id = ? and p.canon_name = ? and ${PUBLIC_PLUGIN} and ${SHOWN_REVIEW}`,
        [id, canonicalName(plugin)]
      )
    : []
  if (!review) throw new ReviewNotFound()
  return review
}
