import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { HOUR_MS } from '#core/limits/window_lengths'
import { Attempts } from '#identity/attempts'
import { Unauthenticated } from '#core/http/exceptions'
import { sqlRows, sqlRun } from '#core/database/sql'
import { marksPerHour } from '#registry/discovery/settings'
import { MARK_TABLES, type Mark } from '#registry/discovery/marks/mark'
import type { Actor } from '#core/actor'

export type MarkInput = { actor: Actor; mark: Mark; name: string; isSet: boolean }
export type MarkResult = { isSet: boolean; count: number }

/** Puts a mark on what anybody may see, or takes it off. Repeating it changes nothing; the count is that of the marks. */
@inject()
export class ChangeMark {
  constructor(private readonly attempts: Attempts) {}

  async handle({ actor: { userId }, mark, name, isSet }: MarkInput): Promise<MarkResult> {
    if (!userId) throw new Unauthenticated()
    await this.attempts.count(HOUR_MS, [{ key: `marks:${userId}`, limit: marksPerHour }])
    const { table, column, find } = MARK_TABLES[mark]
    const id = await find(db, name)
    const sql = isSet
      ? `insert into ${table} (user_id, ${column}) values (?, ?) on conflict do nothing`
      : `delete from ${table} where user_id = ? and ${column} = ?`
    await sqlRun(db, sql, [userId, id])
    const [{ count }] = await sqlRows<{ count: number }>(db, `select count(*)::int as count from ${table} where ${column} = ?`, [id])
    return { isSet, count }
  }
}
