import { createRequire } from 'node:module'
import { mkdirSync } from 'node:fs'
import type { ChdbQueryStream, ChdbResult, Session } from 'chdb'
import { ClickhouseFault } from './clickhouse_fault.js'
import { preparation, quote, type QueryOptions } from './query_options.js'
import { Slots } from './slots.js'

export type { ChdbQueryStream, ChdbResult, Session }

type Chdb = Pick<typeof import('chdb'), 'Session' | 'drainPending'>

const CONCURRENCY = 8

/** Sized for a machine that also runs everything else; a cluster is the answer for more. */
const SERVER_SETTINGS = [
  '--max_server_memory_usage=2000000000',
  '--mark_cache_size=67108864',
  '--primary_index_cache_size=67108864',
  '--index_mark_cache_size=16777216',
  '--query_condition_cache_size=16777216',
]

/** Throws at once where the library for this platform is absent. */
export const loadChdb = () => createRequire(import.meta.url)('chdb') as Chdb

/**
 * ClickHouse inside this process. Every request gets a session of its own: settings, parameters and the current
 * database belong to a session and would leak into the next request.
 */
export class Engine {
  #slots = new Slots(CONCURRENCY)

  private constructor(
    private chdb: Chdb,
    private folder: string,
    /** Keeps the engine open between requests, and kills queries. */
    private base: Session
  ) {}

  static open(folder: string): Engine {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const chdb = loadChdb()
    const base = new chdb.Session(folder, { connectionArgs: SERVER_SETTINGS })
    return new Engine(chdb, folder, base)
  }

  async createDatabases(names: string[]): Promise<void> {
    for (const name of names) await this.base.queryAsync(`CREATE DATABASE IF NOT EXISTS ${name}`)
  }

  /** Waits for a free slot. An abort kills the query inside the engine, which chdb itself cannot. */
  async use<T>(options: QueryOptions, signal: AbortSignal, work: (session: Session) => Promise<T>) {
    const leave = await this.#slots.enter(signal)
    const onAbort = () => void this.#kill(options.queryId)
    let session: Session | undefined
    try {
      session = new this.chdb.Session(this.folder)
      for (const sql of preparation(options)) await session.queryAsync(sql)
      signal.addEventListener('abort', onAbort, { once: true })
      signal.throwIfAborted()
      return await work(session)
    } catch (error) {
      throw ClickhouseFault.from(error)
    } finally {
      signal.removeEventListener('abort', onAbort)
      session?.close()
      leave()
    }
  }

  async close(): Promise<void> {
    await this.base.queryAsync('KILL QUERY WHERE 1 ASYNC').catch(() => {})
    await this.chdb.drainPending()
    this.base.close()
  }

  async #kill(queryId: string): Promise<void> {
    const sql = `KILL QUERY WHERE Settings['log_comment'] = ${quote(queryId)} ASYNC`
    await this.base.queryAsync(sql).catch(() => {})
  }
}
