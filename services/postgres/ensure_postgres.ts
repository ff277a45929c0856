import { rmSync } from 'node:fs'
import type pg from 'pg'
import { withProcessLock } from '../process_lock.js'
import { storagePath } from '../paths.js'
import { loadSecrets } from '../secrets.js'
import { findBinaries } from './binaries.js'
import { createClusterOnce } from './cluster.js'
import { Lease, START_LOCK } from './lease.js'
import { stopPostmaster } from './postmaster.js'
import { attachOrStart } from './start_server.js'

export interface EmbeddedPostgres {
  url: string
  host: string
  port: number
  user: string
  password: string
  database: string
  /** Gives the lease back; the last process to do so stops the server. */
  release(): Promise<void>
  /** The server went away without being asked to; call `ensurePostgres` again. */
  onLost(listener: () => void): void
}

export interface EnsurePostgresOptions {
  database?: string
}

const HOST = '127.0.0.1'
const USER = 'rialto'

/**
 * Starts the embedded server or attaches to the one that runs, creates the database, and holds a lease on the server
 * until released or until this process ends.
 */
export function ensurePostgres({ database = defaultDatabase() }: EnsurePostgresOptions = {}) {
  return withProcessLock(START_LOCK, async (): Promise<EmbeddedPostgres> => {
    const password = loadSecrets().postgresPassword
    const binaries = findBinaries()
    const files = serverFiles()
    await createClusterOnce({ folder: files.folder, user: USER, password, binaries })
    const { port } = await attachOrStart(files, binaries)

    const server = `postgres://${USER}:${password}@${HOST}:${port}`
    const stopServer = async () => {
      await stopPostmaster(files.folder)
      rmSync(files.pid, { force: true })
    }
    const lease = await Lease.take({ url: `${server}/postgres`, stopServer })
    await createDatabaseOnce(lease.client, database)
    lease.detach()
    return {
      ...{ url: `${server}/${database}`, host: HOST, port, user: USER, password, database },
      release: () => lease.release(),
      onLost: (listener) => lease.onLost(listener),
    }
  })
}

/** Tests never touch the data an operator looks at. */
export const defaultDatabase = () => (process.env.NODE_ENV === 'test' ? 'rialto_test' : 'rialto')

export const serverFiles = () => ({
  folder: storagePath('postgres', 'data'),
  log: storagePath('logs', 'postgres.log'),
  state: storagePath('postgres', 'pg.json'),
  pid: storagePath('run', 'postgres.pid'),
})

async function createDatabaseOnce(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
}
