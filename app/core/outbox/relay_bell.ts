import db from '@adonisjs/lucid/services/db'
import { Later } from '#core/later'

/** Commits that come closer together than this ring once: fewer, larger batches for the queue. Nobody waits for an event. */
const PAUSE_MS = 60

/**
 * Wakes the relays of all processes after a commit. NOTIFY inside the transactions themselves would make every writer
 * of events wait for the disk behind the one before. A ring that is lost costs a second: relays look by themselves.
 */
export class RelayBell {
  readonly #ringing = new Later(PAUSE_MS, notify)

  ring() {
    this.#ringing.soon()
  }

  /** Before the database closes: a statement begun meanwhile would wait a minute for a connection that never comes. */
  close() {
    return this.#ringing.close()
  }
}

async function notify(): Promise<void> {
  await db.rawQuery(`select pg_notify('outbox', '')`).catch(() => {})
}
