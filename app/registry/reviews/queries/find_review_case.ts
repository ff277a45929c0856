import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import type { FlagReason, ReviewStatus } from '#registry/reviews/review_states'

export type ReviewFlag = { reason: FlagReason; note: string | null; by: string; at: string; is_open: boolean }
export type ReviewHistoryEntry = { action: string; to_status: ReviewStatus; public_reason: string | null; actor: string | null; at: Date }

/** All that a moderator looks at in one review. */
export type ReviewCase = {
  id: string
  plugin_id: string
  plugin: string
  version: string
  rating: number
  title: string | null
  comment: string
  reply: string | null
  status: ReviewStatus
  revision: number
  is_verified: boolean
  created_at: Date
  updated_at: Date
  username: string | null
  account_created_at: Date | null
  helpful_count: number
  unhelpful_count: number
  /** Who has a stake in it: its author and those who publish the plugin. */
  owner_ids: string[]
  flags: ReviewFlag[]
  history: ReviewHistoryEntry[]
}

const SQL = `
  select r.id, r.plugin_id, p.name as plugin, v.version, r.rating, r.title, r.comment, r.reply, r.status, r.revision, r.is_verified, r.created_at,
         r.updated_at, r.helpful_count, r.unhelpful_count, u.username::text as username, u.created_at as account_created_at,
         array(select o.user_id::text from plugin_people o where o.plugin_id = p.id
               union select b.user_id::text where b.user_id is not null
               union select r.user_id::text where r.user_id is not null) as owner_ids,
         coalesce((select jsonb_agg(jsonb_build_object('reason', f.reason, 'note', f.note, 'by', w.username, 'at', f.created_at,
                                                       'is_open', f.resolved_at is null) order by f.created_at desc)
                     from (select * from review_flags where review_id = r.id order by created_at desc limit 100) f
                     join users w on w.id = f.user_id), '[]') as flags
    from reviews r
    join plugins p on p.id = r.plugin_id
    join publishers b on b.id = p.publisher_id
    join plugin_versions v on v.id = r.version_id
    left join users u on u.id = r.user_id
   where r.id = ?`

/** Whatever became of review and plugin; null when there is none. */
export async function findReviewCase(id: string): Promise<ReviewCase | null> {
  if (!isId(id)) return null
  const [[row], history] = await Promise.all([
    sqlRows<Omit<ReviewCase, 'history'>>(db, SQL, [id]),
    sqlRows<ReviewHistoryEntry>(
      db,
      `select a.action, a.to_status, a.public_reason, coalesce(u.full_name, a.actor_label) as actor, a.at
         from moderation_actions a left join users u on u.id = a.actor_id
        where a.target_type = 'review' and a.target_id = ? order by a.at desc, a.serial desc limit 50`,
      [id]
    ),
  ])
  return row ? { ...row, history } : null
}
