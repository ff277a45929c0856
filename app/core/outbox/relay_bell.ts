import db from '@adonisjs/lucid/services/db'

/** Commits that come closer together than this ring once. */
const PAUSE_MS = 15

/**
 * Wakes the relays of all processes after a commit. NOTIFY inside the transactions themselves would make every writer
 * of events wait for the disk behind the one before. A ring that is lost costs a second: relays look by themselves.
 */
export class RelayBell {
  #timer: NodeJS.Timeout | null = null

  ring() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      db.rawQuery(`select pg_notify('outbox', '')`).catch(() => {})
    }, PAUSE_MS).unref()
  }
}
