import { createSentryClient, type SentryClient } from '#core/errors/sentry_client'

export type ErrorPlace = {
  requestId?: string
  method?: string
  route?: string
  job?: string
  queue?: string
  attempt?: number
  /** What the error may quote and nobody outside may read: texts of it are blanked. */
  hide?: unknown
}

/**
 * Tells an error tracker that speaks Sentry's protocol of unexpected errors, where the operator named one. Never waits, never
 * throws: an outage of the tracker is none of ours.
 */
export class ErrorReports {
  #client: Promise<SentryClient | null> | null = null

  constructor(private readonly dsn: string | undefined) {}

  /** Loads the client beforehand: the first error should not wait for a large package. */
  prepare() {
    if (this.dsn) this.#client ??= createSentryClient(this.dsn).catch(() => null)
  }

  /** Takes the error along and returns at once. */
  report(error: unknown, place: ErrorPlace = {}) {
    if (!this.dsn) return
    this.prepare()
    void this.#client!.then((client) => client?.capture(error, place)).catch(() => {})
  }

  /** What was reported and is still on its way gets this long. */
  async close(patienceMs = 2_000) {
    await (await this.#client)?.close(patienceMs)
  }
}
