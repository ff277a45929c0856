import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Later } from '#core/later'
import { sqlRun } from '#core/database/sql'

const FLUSH_MS = 5_000

type Use = { token_id: string; operation: string; ip: string; requests: number; last_at: string }

/** What service tokens are used for: counted here, written every few seconds, in nobody's request. */
export class ServiceTokenUses {
  #uses = new Map<string, Use>()
  readonly #writing = new Later(FLUSH_MS, () => this.#write())

  note(tokenId: string, operation: string, ip: string): void {
    const key = `${tokenId} ${operation} ${ip}`
    const requests = (this.#uses.get(key)?.requests ?? 0) + 1
    this.#uses.set(key, { token_id: tokenId, operation, ip, requests, last_at: Clock.now().toJSDate().toISOString() })
    this.#writing.soon()
  }

  /** Best effort: counts that a crash takes along are gone, the time of the last use comes with the next. */
  flush(): Promise<void> {
    return this.#writing.now()
  }

  async #write(): Promise<void> {
    // In one order, so that two processes that write the same rows do not wait for each other.
    const uses = [...this.#uses.values()].toSorted((a, b) => (a.token_id + a.operation + a.ip < b.token_id + b.operation + b.ip ? -1 : 1))
    this.#uses.clear()
    if (!uses.length) return
    await sqlRun(db, WRITE, [JSON.stringify(uses.map((use) => ({ id: newId(), ...use })))]).catch(() => 0)
  }
}

export const serviceTokenUses = new ServiceTokenUses()

/** A token that was deleted meanwhile has no history to write. */
const WRITE = `
  with given as (
    select u.* from jsonb_to_recordset(?::jsonb) as u (id uuid, token_id uuid, operation text, ip inet, requests int, last_at timestamptz)
      join service_tokens t on t.id = u.token_id
  ), counted as (
    insert into service_token_uses as known (id, token_id, day, operation, ip, requests, last_at)
    select id, token_id, (last_at at time zone 'UTC')::date, operation, ip, requests, last_at from given
    on conflict (token_id, day, operation, ip)
      do update set requests = known.requests + excluded.requests, last_at = greatest(known.last_at, excluded.last_at)
  )
  update service_tokens t set last_used_at = l.last_at, last_used_ip = l.ip
    from (select distinct on (token_id) token_id, last_at, ip from given order by token_id, last_at desc) l
   where t.id = l.token_id and (t.last_used_at is null or t.last_used_at < l.last_at)`
