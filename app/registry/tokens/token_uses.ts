import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { Later } from '#core/later'
import { sqlRun } from '#core/database/sql'

const FLUSH_MS = 5_000

type Use = { at: string; ip: string }

/** When and from where tokens were last used: one write for all that came in a few seconds, none in anybody's request. */
export class TokenUses {
  #uses = new Map<string, Use>()
  readonly #writing = new Later(FLUSH_MS, () => this.#write())

  note(tokenId: string, ip: string): void {
    this.#uses.set(tokenId, { at: Clock.now().toJSDate().toISOString(), ip })
    this.#writing.soon()
  }

  /** Best effort: a figure that a crash takes along is written again with the next use. */
  flush(): Promise<void> {
    return this.#writing.now()
  }

  async #write(): Promise<void> {
    const uses = [...this.#uses].map(([id, use]) => ({ id, ...use }))
    this.#uses.clear()
    if (!uses.length) return
    await sqlRun(
      db,
      `update api_tokens t set last_used_at = u.at, last_used_ip = u.ip
         from jsonb_to_recordset(?::jsonb) as u (id uuid, at timestamptz, ip inet)
        where t.id = u.id and (t.last_used_at is null or t.last_used_at < u.at)`,
      [JSON.stringify(uses)]
    ).catch(() => 0)
  }
}

export const tokenUses = new TokenUses()
