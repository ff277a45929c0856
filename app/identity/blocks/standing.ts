import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { sqlRows, type SqlClient } from '#core/database/sql'
import { isInForce, listStrikes, type Strike } from '#identity/blocks/strike'

export type Block = {
  id: string
  user_id: string
  reason: string
  evidence: string | null
  blocked_by: string | null
  blocked_by_name: string | null
  created_at: Date
  expires_at: Date | null
  lifted_at: Date | null
  lift_reason: string | null
}

export type StandingAppeal = {
  id: string
  user_id: string
  block_id: string | null
  strike_id: string | null
  grounds: string
  first_decided_by: string | null
  status: 'open' | 'granted' | 'refused'
  public_reason: string | null
  created_at: Date
  decided_at: Date | null
}

/** What stands against somebody, and what was said to it. */
export type Standing = { blocks: Block[]; strikes: Strike[]; appeals: StandingAppeal[]; weight: number }

const SHOWN = 100
const BLOCK = `b.*, (select full_name from users u where u.id = b.blocked_by) as blocked_by_name`

export async function readStanding(userId: string): Promise<Standing> {
  const [blocks, strikes, appeals] = await Promise.all([
    sqlRows<Block>(db, `select ${BLOCK} from blocks b where b.user_id = ? order by b.created_at desc, b.id limit ?`, [userId, SHOWN]),
    listStrikes(userId),
    sqlRows<StandingAppeal>(db, 'select * from standing_appeals where user_id = ? order by created_at desc, id limit ?', [userId, SHOWN]),
  ])
  const weight = strikes.filter(isInForce).reduce((sum, strike) => sum + strike.weight, 0)
  return { blocks, strikes, appeals, weight }
}

export async function findBlock(id: string): Promise<Block | null> {
  const [block] = await sqlRows<Block>(db, `select ${BLOCK} from blocks b where b.id = ?`, [id])
  return block ?? null
}

export async function findAppealOfBlock(blockId: string): Promise<StandingAppeal | null> {
  const [appeal] = await sqlRows<StandingAppeal>(db, 'select * from standing_appeals where block_id = ?', [blockId])
  return appeal ?? null
}

/** An appeal with what it is about; null where there is none. */
export type AppealCase = StandingAppeal & {
  subject: string
  reason: string
  evidence: string | null
  person: string
  email: string
  since: Date
  kind: string | null
}

export async function findAppealCase(client: SqlClient, id: string): Promise<AppealCase | null> {
  const [found] = await sqlRows<AppealCase>(
    client,
    `select a.*, case when a.block_id is null then 'strike' else 'block' end as subject, coalesce(b.reason, s.reason) as reason,
            coalesce(b.evidence, s.evidence) as evidence, coalesce(b.created_at, s.created_at) as since, s.kind, u.full_name as person, u.email::text
       from standing_appeals a join users u on u.id = a.user_id
       left join blocks b on b.id = a.block_id left join strikes s on s.id = a.strike_id
      where a.id = ?`,
    [id]
  )
  return found ?? null
}

/** Whether it still stands, and is young enough to be looked at again. */
export const isAppealable = (row: { created_at: Date; expires_at: Date | null; ended: boolean }, days: number): boolean =>
  !row.ended &&
  (!row.expires_at || row.expires_at.getTime() > Clock.now().toMillis()) &&
  Clock.now().toMillis() - row.created_at.getTime() <= days * 86_400_000
