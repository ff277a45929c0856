import db from '@adonisjs/lucid/services/db'
import type { LiveBus } from '#core/live/live_bus'
import { sqlRows } from '#core/database/sql'
import type { ServerResponse } from 'node:http'

const CHANNEL = 'identity.sessions_ended'

/** A connection that stays open for somebody signed in. `since`: when the sign-in it belongs to was looked at. */
export type LiveConnection = { userId: string; signedInAt: number; response: ServerResponse }

/**
 * The open connections of people in this process. A request is asked who it is when it comes; what stays open has to be told when
 * the answer changes. Whoever ends somebody's sessions says so on the bus, and every process closes what it holds for them. A
 * nudge may be lost with the bus's connection: once that is back, all are looked at again.
 */
export class LiveConnections {
  readonly #open = new Map<string, Set<LiveConnection>>()
  #listening: Promise<void> | null = null

  constructor(private readonly bus: LiveBus) {
    bus.onReconnect(() => void this.#closeEnded([...this.#open.keys()]).catch(() => {}))
  }

  /** Keeps a connection until it closes or its sign-in ends. What ended while it was being opened is noticed here. */
  async add(connection: LiveConnection): Promise<void> {
    await (this.#listening ??= this.bus.subscribe<{ user_id: string }>(
      CHANNEL,
      ({ user_id: id }) => void this.#closeEnded([id]).catch(() => {})
    ))
    const { userId, response } = connection
    const own = this.#open.get(userId) ?? new Set()
    this.#open.set(userId, own.add(connection))
    response.once('close', () => {
      own.delete(connection)
      if (!own.size && this.#open.get(userId) === own) this.#open.delete(userId)
    })
    await this.#closeEnded([userId])
  }

  /** Tells every process, this one as well. Call it after the commit. */
  announce(userId: string): Promise<void> {
    return this.bus.publish(CHANNEL, { user_id: userId })
  }

  /** The nudge says whom to look at; the database says what holds. */
  async #closeEnded(userIds: string[]): Promise<void> {
    const known = userIds.filter((id) => this.#open.has(id))
    if (!known.length) return
    const rows = await sqlRows<{ id: string; status: string; sessions_valid_after: Date | null }>(
      db,
      'select id, status, sessions_valid_after from users where id = any(?)',
      [known]
    )
    for (const { id, status, sessions_valid_after: validAfter } of rows) {
      const ended = [...(this.#open.get(id) ?? [])].filter(
        ({ signedInAt }) => status !== 'active' || (validAfter !== null && signedInAt < validAfter.getTime())
      )
      ended.forEach(({ response }) => response.destroy())
    }
  }
}
