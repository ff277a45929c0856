import { createRequire } from 'node:module'
import { readJson } from '../atomic_file.js'
import { startService } from '../service_process.js'
import { frontStatePath } from './client_environment.js'

export interface EmbeddedClickhouse {
  url: string
  /** Stops the process when this call started it. */
  release(): Promise<void>
}

/** Enough threads that eight queries and the compression of their answers do not wait for each other. */
export const FRONT = {
  name: 'clickhouse',
  entry: 'services/clickhouse/main',
  env: { UV_THREADPOOL_SIZE: '16' },
}

/** Why analytics is off on this machine, or undefined when the engine can run. */
export function findMissingEngine(): string | undefined {
  const { platform, arch } = process
  const library = `@chdb/lib-${platform}-${arch}${platform === 'linux' ? '-gnu' : ''}`
  try {
    createRequire(createRequire(import.meta.url).resolve('chdb')).resolve(library)
    return undefined
  } catch {
    return `the ClickHouse engine (${library}) is not installed; set CLICKHOUSE_URL to a server`
  }
}

/** Attaches to the front of this storage folder or starts one that lives as long as this process needs it. */
export async function ensureClickhouse(): Promise<EmbeddedClickhouse | undefined> {
  if (findMissingEngine()) return undefined
  const running = await findRunningFront()
  if (running) return { url: running, release: async () => {} }

  const { child, ready, ended } = startService(FRONT)
  const port = await ready
  child.unref()
  child.channel?.unref()
  const release = async () => {
    child.ref()
    child.kill('SIGTERM')
    await ended
  }
  return { url: `http://127.0.0.1:${port}`, release }
}

async function findRunningFront(): Promise<string | undefined> {
  const state = readJson<{ port: number }>(frontStatePath())
  if (!state) return undefined
  const url = `http://127.0.0.1:${state.port}`
  const answer = await fetch(`${url}/ping`).catch(() => undefined)
  return answer?.ok ? url : undefined
}
