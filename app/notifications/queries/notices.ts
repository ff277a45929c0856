import db from '@adonisjs/lucid/services/db'
import { descending, keysetPage, type Page } from '#core/http/keyset'
import { sqlRows, sqlRun } from '#core/database/sql'

export type NoticeRow = {
  id: string
  kind: string
  params: Record<string, string | number>
  link: string | null
  created_at: Date
  read_at: Date | null
}

const PAGE_SIZE = 20

/** A person's notices, newest first. */
export const listNotices = (userId: string, cursor: string | null): Promise<Page<NoticeRow>> =>
  keysetPage<NoticeRow>(db.from('notifications').where('user_id', userId).select('id', 'kind', 'params', 'link', 'created_at', 'read_at'), {
    sort: descending('created_at', 'id'),
    limit: PAGE_SIZE,
    cursor,
  })

export async function countUnread(userId: string): Promise<number> {
  const [row] = await sqlRows<{ unread: number }>(
    db,
    'select count(*) as unread from notifications where user_id = ? and read_at is null',
    [userId]
  )
  return row.unread
}

export const markAllRead = (userId: string) =>
  sqlRun(db, 'update notifications set read_at = now() where user_id = ? and read_at is null', [userId])

/** Marks one notice read and answers where it leads; nothing for somebody else's. */
export async function openNotice(userId: string, id: string): Promise<string | null> {
  const [row] = await sqlRows<{ link: string | null }>(
    db,
    'update notifications set read_at = coalesce(read_at, now()) where id = ? and user_id = ? returning link',
    [id, userId]
  )
  return row?.link ?? null
}
