import { createHash } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { loadSecrets } from './secrets.js'
import { storagePath } from './paths.js'

/**
 * A lock between processes that cannot be left behind: an abstract Unix socket, which the kernel takes back when its
 * holder ends, however it ends. Lock files with a pid are wrong after `kill -9` and in containers, where pids repeat.
 */
export interface ProcessLock {
  release(): Promise<void>
}

export async function withProcessLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = await acquireProcessLock(name)
  try {
    return await work()
  } finally {
    await lock.release()
  }
}

export async function acquireProcessLock(name: string): Promise<ProcessLock> {
  for (;;) {
    const lock = await tryProcessLock(name)
    if (lock) return lock
    await untilReleased(address(name))
  }
}

/** Undefined when another process (or another place of this one) holds it. */
export async function tryProcessLock(name: string): Promise<ProcessLock | undefined> {
  const waiting = new Set<Socket>()
  const server = createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => {}).on('close', () => waiting.delete(socket))
    socket.resume().unref()
  })
  if (!(await listen(server, address(name)))) return undefined

  server.unref()
  const release = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of waiting) socket.destroy()
    })
  return { release }
}

function address(name: string): string {
  const identity = `${storagePath()}\n${loadSecrets().lockName}\n${name}`
  return `\0rialto-${createHash('sha256').update(identity).digest('hex').slice(0, 40)}`
}

function listen(server: Server, path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)))
    server.listen({ path }, () => resolve(true))
  })
}

/** The holder never answers; the connection simply ends with the lock. */
async function untilReleased(path: string): Promise<void> {
  const wasConnected = await new Promise<boolean>((resolve) => {
    let connected = false
    const socket = connect({ path }, () => (connected = true))
    socket.on('error', () => {}).on('close', () => resolve(connected))
    socket.resume()
  })
  if (!wasConnected) await delay(20)
}
