import { MessageBuilder } from '@adonisjs/core/helpers'
import { preparedRows } from '#core/database/prepared'
import type { SessionData, SessionStoreWithTaggingContract } from '@adonisjs/session/types'

type Row = { data: string; expires_at: Date }

const ROW = 'select data, expires_at from sessions where id = ?'

/**
 * Sessions in the database, as `stores.database` keeps them, but read by a prepared statement and made to live longer only once a
 * twentieth of their life is over: a write with every page, flushed to disk, took longer than the rest of the way to it.
 * One per request, so what it remembers is of that request.
 */
export class SparingStore implements SessionStoreWithTaggingContract {
  readonly tag: SessionStoreWithTaggingContract['tag']
  readonly untag: SessionStoreWithTaggingContract['untag']
  readonly tagged: SessionStoreWithTaggingContract['tagged']
  #expiresAt = 0

  /** @param ageMs how long a session lives after its last use */
  constructor(
    private readonly rows: SessionStoreWithTaggingContract,
    private readonly ageMs: number
  ) {
    this.tag = rows.tag.bind(rows)
    this.untag = rows.untag.bind(rows)
    this.tagged = rows.tagged.bind(rows)
  }

  async read(id: string): Promise<SessionData | null> {
    const [row] = await preparedRows<Row>(ROW, [id])
    if (!row) return null
    this.#expiresAt = row.expires_at.getTime()
    if (this.#expiresAt >= Date.now()) return contents(row.data, id)
    await this.destroy(id)
    return null
  }

  write(id: string, data: SessionData) {
    return this.rows.write(id, data)
  }

  destroy(id: string) {
    return this.rows.destroy(id)
  }

  async touch(id: string) {
    if (this.#expiresAt - Date.now() < this.ageMs * 0.95) await this.rows.touch(id)
  }
}

/** What cannot be read is no session. */
function contents(data: string, id: string): SessionData | null {
  try {
    return new MessageBuilder().verify<SessionData>(data, id)
  } catch {
    return null
  }
}
