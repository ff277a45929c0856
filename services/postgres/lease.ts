import pg from 'pg'
import { withProcessLock } from '../process_lock.js'

export interface LeaseOptions {
  url: string
  /** Runs under the process lock when nobody else holds a lease. */
  stopServer: () => Promise<void>
}

/** Any two numbers that no one else uses; advisory locks live per database, so all take it in `postgres`. */
const LEASE_KEY = '1380532556, 1'
export const START_LOCK = 'postgres'

/**
 * "I need the server": a shared advisory lock on one connection, gone with the process however it ends. Who leaves and
 * gets the exclusive lock was the last, and switches the server off.
 */
export class Lease {
  #client: pg.Client
  #options: LeaseOptions
  #released?: Promise<void>
  #lost: () => void = () => {}

  private constructor(client: pg.Client, options: LeaseOptions) {
    this.#client = client
    this.#options = options
    client.on('end', () => this.#released || this.#lost())
  }

  static async take(options: LeaseOptions): Promise<Lease> {
    const client = await connected(options.url)
    await client.query(`select pg_advisory_lock_shared(${LEASE_KEY})`)
    return new Lease(client, options)
  }

  get client(): pg.Client {
    return this.#client
  }

  /** From here on the lease does not keep this process running: an Ace command must be able to end. */
  detach(): void {
    unref(this.#client)
  }

  /** The server went away without being asked to. */
  onLost(listener: () => void): void {
    this.#lost = listener
  }

  release(): Promise<void> {
    return (this.#released ??= withProcessLock(START_LOCK, () => this.#leave()))
  }

  async #leave(): Promise<void> {
    ref(this.#client)
    const isLast = await this.#isLast().catch(() => false)
    await this.#client.end().catch(() => {})
    if (isLast) await this.#options.stopServer()
  }

  async #isLast(): Promise<boolean> {
    const unlocked = await this.#client.query(`select pg_advisory_unlock_shared(${LEASE_KEY})`).catch(() => null)
    // The lease went with the connection when the server recovered from a crash; who else is there must be asked anew.
    if (!unlocked) this.#client = await connected(this.#options.url)
    const { rows } = await this.#client.query<{ alone: boolean }>(`select pg_try_advisory_lock(${LEASE_KEY}) as alone`)
    return rows[0].alone
  }
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'rialto lease', keepAlive: true })
  // Without a listener a lost connection would end the whole process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Missing in the types of pg. */
type Referable = { ref(): void; unref(): void }
const ref = (client: pg.Client) => (client as unknown as Referable).ref()
const unref = (client: pg.Client) => (client as unknown as Referable).unref()
