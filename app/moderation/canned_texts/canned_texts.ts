import db from '@adonisjs/lucid/services/db'
import { isId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { reasonsFor, type CannedText } from '#moderation/canned_texts/canned_text'
import type { Decision } from '#moderation/subjects/review_subject'

const NAMES = [
  ...['id', 'subject_type', 'decision', 'reason_code', 'body_en', 'body_ru', 'position', 'is_active', 'version', 'updated_at'],
  'updated_by_name',
]

/** Rows of the list; the table sorts, filters and pages them. */
export const cannedTexts = () =>
  db
    .from(
      db
        .from('canned_texts as c')
        .leftJoin('users as u', 'u.id', 'c.updated_by')
        .select('c.*', 'u.full_name as updated_by_name')
        .as('texts')
    )
    .select(...NAMES)

export async function findCannedText(id: string): Promise<CannedText | null> {
  return isId(id) ? ((await cannedTexts().where('id', id).first()) as CannedText | null) : null
}

/** What fits a thing and a decision: the most usual reason first, what is written for the kind before what fits any. */
export function listFittingTexts(subjectType: string, decision: Decision): Promise<CannedText[]> {
  const codes = reasonsFor(subjectType, decision)
  return sqlRows<CannedText>(
    db,
    `select c.* from canned_texts c
      where c.is_active and c.reason_code = any(?) and (c.subject_type = ? or c.subject_type is null) and (c.decision = ? or c.decision is null)
      order by array_position(?::text[], c.reason_code), c.subject_type is null, c.decision is null, c.position, c.id limit 200`,
    [codes, subjectType, decision, codes]
  )
}
