import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows, type SqlClient } from '#core/database/sql'
import type { ScoreReason } from '#moderation/subjects/review_subject'

export type ReviewItem = {
  id: string
  subject_type: string
  subject_id: string
  kind: string
  title: string
  facts: Record<string, string | number>
  score: number
  reasons: ScoreReason[]
  state: 'open' | 'claimed' | 'decided' | 'withdrawn'
  owner_ids: string[]
  claimed_by: string | null
  claimed_by_name: string | null
  claimed_at: Date | null
  due_at: Date
  escalated_at: Date | null
  escalated_by: string | null
  escalated_by_name: string | null
  escalation_note: string | null
  decision: string | null
  decided_by_name: string | null
  decided_at: Date | null
  version: number
  created_at: Date
}

const COLUMNS = `i.id, i.subject_type, i.subject_id, i.kind, i.title, i.facts, i.score, i.reasons, i.state, i.owner_ids::text[] as owner_ids, i.claimed_by, i.claimed_at,
  i.due_at, i.escalated_at, i.escalated_by, i.escalation_note, e.full_name as escalated_by_name, i.decision, i.decided_at, i.version, i.created_at, c.full_name as claimed_by_name, d.full_name as decided_by_name`
const JOINS = `left join users c on c.id = i.claimed_by left join users d on d.id = i.decided_by
  left join users e on e.id = i.escalated_by`
const NAMES = [
  ...[
    'id',
    'subject_type',
    'subject_id',
    'kind',
    'title',
    'facts',
    'score',
    'reasons',
    'state',
    'claimed_by',
    'claimed_at',
    'due_at',
    'escalated_at',
  ],
  ...['decision', 'decided_at', 'version', 'created_at', 'claimed_by_name', 'decided_by_name'],
]

/** Rows of the queue's two lists; the table sorts, filters and pages them. */
export const reviewItems = (state: 'waiting' | 'decided') =>
  db
    .from(db.from('review_items as i').joinRaw(JOINS).select(db.raw(COLUMNS)).as('items'))
    .select(...NAMES)
    .whereIn('state', state === 'waiting' ? ['open', 'claimed'] : ['decided'])

export async function findReviewItem(id: string): Promise<ReviewItem | null> {
  if (!isId(id)) return null
  const [row] = await sqlRows<ReviewItem>(db, `select ${COLUMNS} from review_items i ${JOINS} where i.id = ?`, [id])
  return row ?? null
}

/** The item that is due next after this one, for working through the queue without the list. */
export async function findNextReviewItem(after: { id: string; due_at: Date }): Promise<string | null> {
  const [row] = await sqlRows<{ id: string }>(
    db,
    `select id from review_items where state in ('open', 'claimed') and id <> ? order by (due_at, id) < (?, ?::uuid), due_at, id limit 1`,
    [after.id, after.due_at, after.id]
  )
  return row?.id ?? null
}

export type LockedItem = Pick<
  ReviewItem,
  | 'id'
  | 'subject_type'
  | 'subject_id'
  | 'title'
  | 'state'
  | 'owner_ids'
  | 'claimed_by'
  | 'claimed_at'
  | 'escalated_at'
  | 'escalated_by'
  | 'version'
>

export async function lockReviewItem(trx: SqlClient, id: string): Promise<LockedItem | null> {
  if (!isId(id)) return null
  const [row] = await sqlRows<LockedItem>(
    trx,
    `select id, subject_type, subject_id, title, state, owner_ids::text[] as owner_ids, claimed_by, claimed_at, escalated_at, escalated_by, version from review_items where id = ? for update`,
    [id]
  )
  return row ?? null
}

export async function countWaiting(): Promise<number> {
  const [{ count }] = await sqlRows<{ count: number }>(db, `select count(*) as count from review_items where state in ('open', 'claimed')`)
  return count
}
