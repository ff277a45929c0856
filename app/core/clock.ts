import { DateTime } from 'luxon'

/** The one source of "now" for domain code, so that tests can stand still. UTC. */
export class Clock {
  static #frozen: DateTime | null = null

  static now(): DateTime {
    return this.#frozen ?? DateTime.utc()
  }

  /** Test only: every `now()` answers `at` until `resume()`. */
  static freeze(at: DateTime) {
    this.#frozen = at.toUTC()
  }

  static resume() {
    this.#frozen = null
  }
}
