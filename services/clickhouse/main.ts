import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { replaceFile } from '../atomic_file.js'
import { storagePath } from '../paths.js'
import { tryProcessLock } from '../process_lock.js'
import { choosePort } from '../free_port.js'
import { readJson } from '../atomic_file.js'
import { loadSecrets } from '../secrets.js'
import { frontStatePath } from './client_environment.js'
import { Engine } from './engine.js'
import { createFront } from './front.js'

/**
 * The analytics engine's process. Only one may open the directory, so it holds a lock for life; everything else talks
 * to it over HTTP, exactly as to a ClickHouse server.
 */
const HARD_STOP_MS = 10_000
const pidFile = storagePath('run', 'clickhouse.pid')

const lock = await tryProcessLock('clickhouse')
if (!lock) {
  process.stderr.write('ClickHouse front: another process already serves this storage folder\n')
  process.exit(3)
}

const uploads = storagePath('tmp', 'clickhouse')
rmSync(uploads, { recursive: true, force: true })
mkdirSync(uploads, { recursive: true, mode: 0o700 })

const engine = Engine.open(storagePath('clickhouse'))
await engine.createDatabases(['rialto', 'rialto_test'])

const server = createFront({ engine, password: loadSecrets().clickhousePassword, uploads })
const known = readJson<{ port: number }>(frontStatePath())?.port
const port = await choosePort(known)
server.listen(port, '127.0.0.1', () => {
  replaceFile(frontStatePath(), `${JSON.stringify({ port, pid: process.pid })}\n`)
  writeFileSync(pidFile, String(process.pid))
  process.send?.({ type: 'ready', port })
})

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  // A native query cannot be interrupted from here when it does not answer to KILL.
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), HARD_STOP_MS).unref()
  server.close()
  server.closeIdleConnections()
  await engine.close()
  rmSync(pidFile, { force: true })
  process.exit(0)
}

process.on('SIGTERM', stop).on('SIGINT', stop).on('disconnect', stop)
