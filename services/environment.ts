import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { clickhouseEnvironment } from './clickhouse/client_environment.js'
import { ensurePostgres, type EmbeddedPostgres } from './postgres/ensure_postgres.js'
import { loadSecrets, type Secrets } from './secrets.js'
import { projectRoot } from './paths.js'

export { projectRoot, storagePath } from './paths.js'

let embedded: EmbeddedPostgres | undefined
let prepared: Promise<void> | undefined

/**
 * Fills the environment variables that the operator left empty: generated secrets, addresses of embedded services.
 * Starts PostgreSQL when no DATABASE_URL is given. Call it before Adonis validates the environment.
 */
export function prepareEnvironment(): Promise<void> {
  return (prepared ??= prepare())
}

/** Gives the lease on embedded PostgreSQL back; the last process to do so stops it. Harmless without one. */
export async function releaseEnvironment(): Promise<void> {
  const leaving = embedded
  embedded = undefined
  prepared = undefined
  if (!leaving) return
  if (process.env.DATABASE_URL === leaving.url) delete process.env.DATABASE_URL
  await leaving.release()
}

/** The part that starts nothing. */
export function fillEnvironment(): void {
  loadEnvironmentFiles()
  setDefaults(defaultSettings())
  // A container that is given every secret makes none of its own, which would differ from its neighbours'.
  if (Object.keys(SECRETS).some((name) => !process.env[name])) setDefaults(generatedSecrets())
  setDefaults(clickhouseEnvironment())
}

async function prepare(): Promise<void> {
  fillEnvironment()
  if (process.env.DATABASE_URL) return
  embedded = await ensurePostgres()
  setDefaults({ DATABASE_URL: embedded.url })
  // Reached when nothing is left to do, as at the end of an Ace command; a server never comes here.
  process.once('beforeExit', releaseEnvironment)
}

/** Before any default is filled in, since a default in `process.env` would win over the operator's file. */
export function loadEnvironmentFiles(): void {
  const mode = process.env.NODE_ENV ?? 'development'
  // Tests must never meet the operator's database.
  for (const name of mode === 'test' ? ['.env.test'] : [`.env.${mode}`, '.env']) {
    const path = join(projectRoot(), name)
    if (existsSync(path)) process.loadEnvFile(path)
  }
}

function defaultSettings(): Record<string, string> {
  const host = process.env.HOST || '127.0.0.1'
  const port = process.env.PORT || '3333'
  return {
    NODE_ENV: 'development',
    HOST: host,
    PORT: port,
    // Browsers know no passkeys of an address of digits: this machine is called by its name.
    APP_URL: `http://${isThisMachine(host) ? 'localhost' : host}:${port}`,
    LOG_LEVEL: 'info',
    TZ: 'UTC',
  }
}

const SECRETS = {
  APP_KEY: 'appKey',
  JWT_SECRET: 'jwtSecret',
  VAULT_KEY: 'vaultKey',
  SIGNING_KEY: 'signingKey',
  METRICS_TOKEN: 'metricsToken',
} satisfies Record<string, keyof Secrets>

function generatedSecrets(): Record<string, string> {
  const secrets = loadSecrets()
  return Object.fromEntries(Object.entries(SECRETS).map(([name, key]) => [name, secrets[key]]))
}

const isThisMachine = (host: string) => ['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)

/** An empty value counts as missing: compose files pass unset variables as empty ones. */
function setDefaults(values: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!process.env[name] && value !== undefined) process.env[name] = value
  }
}
