import { readJson } from '../atomic_file.js'
import { storagePath } from '../paths.js'
import { loadSecrets } from '../secrets.js'

/** Where the front listens, kept over restarts. */
export const frontStatePath = () => storagePath('run', 'clickhouse.json')

/** Addresses the embedded front unless the operator named a server. */
export function clickhouseEnvironment(): Record<string, string | undefined> {
  return process.env.CLICKHOUSE_URL ? {} : frontEnvironment()
}

/** Empty until the front was started once in this storage; it keeps its port. */
export function frontEnvironment(): Record<string, string> {
  const state = readJson<{ port: number }>(frontStatePath())
  if (!state) return {}
  return {
    CLICKHOUSE_URL: `http://127.0.0.1:${state.port}`,
    CLICKHOUSE_USER: 'default',
    CLICKHOUSE_PASSWORD: loadSecrets().clickhousePassword,
    CLICKHOUSE_DATABASE: process.env.NODE_ENV === 'test' ? 'rialto_test' : 'rialto',
  }
}
