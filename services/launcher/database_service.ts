import { setTimeout as delay } from 'node:timers/promises'
import { ensurePostgres, type EmbeddedPostgres } from '../postgres/ensure_postgres.js'
import { findTrigramFault } from '../postgres/trigram_check.js'

const RETRY_MS = 2_000

/** The database as the launcher sees it: an operator's server, or the embedded one that is kept alive. */
export class DatabaseService {
  #embedded?: EmbeddedPostgres
  #stopping = false

  constructor(
    private say: (line: string) => void,
    /** The server came back under another address. */
    private onMoved: () => void
  ) {}

  get isEmbedded(): boolean {
    return this.#embedded !== undefined
  }

  async start(): Promise<void> {
    if (!process.env.DATABASE_URL) await this.#attach()
    const fault = await findTrigramFault(process.env.DATABASE_URL!)
    if (fault) this.say(`Warning: ${fault}`)
  }

  /** The last one to leave stops the server. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.#embedded?.release()
  }

  async #attach(): Promise<void> {
    this.#embedded = await ensurePostgres()
    this.#embedded.onLost(() => void this.#recover())
    process.env.DATABASE_URL = this.#embedded.url
  }

  async #recover(): Promise<void> {
    const before = process.env.DATABASE_URL
    while (!this.#stopping) {
      this.say('PostgreSQL ended; starting it again')
      try {
        await this.#attach()
        if (process.env.DATABASE_URL !== before) this.onMoved()
        return
      } catch (error) {
        this.say(error instanceof Error ? error.message : String(error))
        await delay(RETRY_MS)
      }
    }
  }
}
