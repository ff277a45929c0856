import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { UnknownStrike } from '#identity/exceptions/standing'

export const STRIKE_KINDS = ['spam', 'fraud', 'abuse', 'counterfeit', 'malware', 'other'] as const
export type StrikeKind = (typeof STRIKE_KINDS)[number]

export type Strike = {
  id: string
  user_id: string
  kind: StrikeKind
  reason: string
  evidence: string | null
  weight: number
  given_by: string | null
  created_at: Date
  expires_at: Date | null
  withdrawn_at: Date | null
  withdraw_reason: string | null
}

/** More than anybody keeps an account with. */
const SHOWN = 100

/** Whether it still weighs. */
export const isInForce = ({ withdrawn_at: withdrawn, expires_at: ends }: Strike): boolean =>
  !withdrawn && (!ends || ends.getTime() > Clock.now().toMillis())

/** Throws `UnknownStrike` (404). */
export async function findStrikeOwner(id: string): Promise<string> {
  const [strike] = await sqlRows<{ user_id: string }>(db, 'select user_id from strikes where id = ?', [id])
  if (!strike) throw new UnknownStrike()
  return strike.user_id
}

/** Another's is not there. Throws `UnknownStrike` (404). */
export async function findOwnStrike(id: string, userId: string): Promise<Strike> {
  const [strike] = await sqlRows<Strike>(db, 'select * from strikes where id = ? and user_id = ?', [id, userId])
  if (!strike) throw new UnknownStrike()
  return strike
}

export const listStrikes = (userId: string) =>
  sqlRows<Strike>(db, 'select * from strikes where user_id = ? order by created_at desc, id desc limit ?', [userId, SHOWN])

/** What the strikes in force weigh together. */
export async function weightOf(client: SqlClient, userId: string): Promise<number> {
  const [{ weight }] = await sqlRows<{ weight: number }>(
    client,
    `select coalesce(sum(weight), 0)::int as weight from strikes
      where user_id = ? and withdrawn_at is null and (expires_at is null or expires_at > ?)`,
    [userId, Clock.now().toJSDate()]
  )
  return weight
}
