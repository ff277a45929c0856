import db from '@adonisjs/lucid/services/db'
import type { LiveBus } from '#core/live/live_bus'
import { sqlRows } from '#core/database/sql'
import type { ServerResponse } from 'node:http'

const CHANNEL = 'identity.sessions_ended'

/** A connection that stays open for somebody signed in, and the sign-in it belongs to. */
export type LiveConnection = { userId: string; signInId: string | null; signedInAt: number; response: ServerResponse }

/** `over`: which of the sign-ins with an open connection were ended one by one. */
type Standing = { id: string; status: string; sessions_valid_after: Date | null; over: string[] }

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
    const held = known.flatMap((id) => [...(this.#open.get(id) ?? [])].flatMap(({ signInId }) => signInId ?? []))
    const rows = await sqlRows<Standing>(
      db,
      `select id, status, sessions_valid_after,
              array(select f.id::text from refresh_families f where f.user_id = users.id and f.id = any(?) and f.revoked_at is not null) as over
       from users where id = any(?)`,
      [held, known]
    )
    for (const standing of rows) {
      const ended = [...(this.#open.get(standing.id) ?? [])].filter((connection) => isOver(connection, standing))
      ended.forEach(({ response }) => response.destroy())
    }
  }
}

const isOver = ({ signInId, signedInAt }: LiveConnection, { status, sessions_valid_after: validAfter, over }: Standing): boolean =>
  status !== 'active' || (signInId !== null && over.includes(signInId)) || (validAfter !== null && signedInAt < validAfter.getTime())
