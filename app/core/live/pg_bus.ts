import pg from 'pg'
import type { Transport } from '@boringnode/bus/types/main'

type Handler = (payload: never) => void | Promise<void>

const INLINE_LIMIT = 7_900
const MAX_BACKOFF_MS = 5_000

/**
 * LISTEN/NOTIFY as the bus of cache invalidation and live updates, so that several processes agree without Redis.
 * Delivery is at most once: everything sent here is a nudge, the truth is re-read. Payloads over 7.9 kB travel
 * through the unlogged table `bus_payloads`, pruned by a job.
 */
export class PgBus implements Transport {
  #id = ''
  #client: pg.Client | null = null
  #connecting: Promise<void> | null = null
  #handlers = new Map<string, Handler>()
  #reconnected: (() => void) | null = null
  #closed = false

  constructor(private readonly connectionString: string) {}

  setId(id: string) {
    this.#id = id
    return this
  }

  onReconnect(callback: () => void) {
    this.#reconnected = callback
  }

  async publish(channel: string, message: unknown) {
    const client = await this.#ready()
    const text = JSON.stringify({ busId: this.#id, payload: message })
    if (Buffer.byteLength(text) <= INLINE_LIMIT) {
      await client.query('select pg_notify($1, $2)', [channel, text])
      return
    }
    await client.query(
      `with stored as (insert into bus_payloads (body) values ($2) returning id)
       select pg_notify($1, json_build_object('ref', id)::text) from stored`,
      [channel, text]
    )
  }

  async subscribe(channel: string, handler: Handler) {
    this.#handlers.set(channel, handler)
    try {
      const client = await this.#ready()
      await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    } catch {
      // The handler is known: the next connection listens for it. A command may end before its first one.
      this.#retry(100)
    }
  }

  async unsubscribe(channel: string) {
    this.#handlers.delete(channel)
    await this.#client?.query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(() => {})
  }

  async disconnect() {
    this.#closed = true
    await this.#connecting?.catch(() => {})
    await this.#client?.end().catch(() => {})
    this.#client = null
  }

  async #ready(): Promise<pg.Client> {
    if (!this.#client) {
      this.#connecting ??= this.#connect().finally(() => (this.#connecting = null))
      await this.#connecting
    }
    if (!this.#client) throw new Error('The live bus is not connected')
    return this.#client
  }

  async #connect() {
    const client = new pg.Client({ connectionString: this.connectionString, keepAlive: true, application_name: 'rialto-bus' })
    client.on('error', () => {})
    client.on('end', () => this.#lost(client))
    client.on('notification', (message) => void this.#deliver(message.channel, message.payload ?? ''))
    await client.connect()
    for (const channel of this.#handlers.keys()) await client.query(`listen ${pg.escapeIdentifier(channel)}`)
    this.#client = client
  }

  #lost(client: pg.Client) {
    if (this.#client !== client) return
    this.#client = null
    if (!this.#closed && this.#handlers.size) this.#retry(100)
  }

  #retry(delay: number) {
    setTimeout(() => {
      if (this.#closed) return
      this.#ready().then(
        () => this.#reconnected?.(),
        () => this.#retry(Math.min(delay * 2, MAX_BACKOFF_MS))
      )
    }, delay).unref()
  }

  async #deliver(channel: string, text: string) {
    const handler = this.#handlers.get(channel)
    if (!handler) return
    const message = JSON.parse(text) as { busId?: string; payload?: unknown; ref?: number }
    const whole = message.ref ? await this.#fetch(message.ref) : message
    if (whole && whole.busId !== this.#id) await handler(whole.payload as never)
  }

  async #fetch(id: number) {
    const client = await this.#ready()
    const { rows } = await client.query<{ body: string }>('select body from bus_payloads where id = $1', [id])
    return rows[0] ? (JSON.parse(rows[0].body) as { busId: string; payload: unknown }) : null
  }
}
