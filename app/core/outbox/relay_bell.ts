import db from '@adonisjs/lucid/services/db'

/** Commits that come closer together than this ring once: fewer, larger batches for the queue. Nobody waits for an event. */
const PAUSE_MS = 60

/**
 * Wakes the relays of all processes after a commit. NOTIFY inside the transactions themselves would make every writer
 * of events wait for the disk behind the one before. A ring that is lost costs a second: relays look by themselves.
 */
export class RelayBell {
  #timer: NodeJS.Timeout | null = null
  #ringing: Promise<unknown> = Promise.resolve()

  ring() {
    this.#timer ??= setTimeout(() => this.#notify(), PAUSE_MS).unref()
  }

  /** Before the database closes: a statement begun meanwhile would wait a minute for a connection that never comes. */
  async close() {
    if (this.#timer) this.#notify()
    await this.#ringing
  }

  #notify() {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#ringing = db.rawQuery(`select pg_notify('outbox', '')`).catch(() => {})
  }
}
