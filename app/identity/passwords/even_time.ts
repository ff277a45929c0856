import db from '@adonisjs/lucid/services/db'
import { setTimeout as wait } from 'node:timers/promises'
import { sqlRows } from '#core/database/sql'

/** A bcrypt of cost 12 on a slow machine, with room. */
const SLOWEST_MS = 600
const BELIEVE_FOR_MS = 5 * 60 * 1000

let known: { ms: number; until: number } | undefined

/** Answers take at least `ms`: what they were busy with cannot be told from outside. */
export async function noSoonerThan(began: number, ms: number): Promise<void> {
  const left = ms - (performance.now() - began)
  if (left > 0) await wait(left)
}

/**
 * How long a refusal takes while accounts have another kind of hash than `current`, one made today: they must not stand out by
 * their time. Nothing where there are none; they go with their owners' next sign-in.
 */
export async function slowestRefusal(current: string): Promise<number> {
  if (known && known.until > Date.now()) return known.ms
  const [found] = await sqlRows(db, `select 1 from users where password_hash like '$%' and password_hash not like ? limit 1`, [
    `${kindOf(current)}%`,
  ])
  known = { ms: found ? SLOWEST_MS : 0, until: Date.now() + BELIEVE_FOR_MS }
  return known.ms
}

/** Algorithm and parameters of a hash: all before its salt. */
const kindOf = (hashed: string) => hashed.split('$').slice(0, 4).join('$') + '$'

/** For tests and imports: look again. */
export const forgetSlowestRefusal = (): void => void (known = undefined)
