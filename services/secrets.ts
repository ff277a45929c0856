import { randomBytes } from 'node:crypto'
import { createFileOnce, readJson, replaceFile } from './atomic_file.js'
import { storagePath } from './paths.js'

export interface Secrets {
  /** Cookies, signed URLs and everything Adonis encrypts. */
  appKey: string
  /** Signs API tokens. */
  jwtSecret: string
  /** Encrypts the data keys of the credentials vault; losing it loses every stored credential. */
  vaultKey: string
  /** What the registry's signing keys are derived from. */
  signingKey: string
  /** Allows `GET /metrics`. */
  metricsToken: string
  postgresPassword: string
  clickhousePassword: string
  /** Makes the names of process locks unguessable, so that no other user of the machine can hold them. */
  lockName: string
}

const LENGTHS: Record<keyof Secrets, number> = {
  appKey: 32,
  jwtSecret: 48,
  vaultKey: 32,
  signingKey: 32,
  metricsToken: 24,
  postgresPassword: 24,
  clickhousePassword: 24,
  lockName: 16,
}

const generate = (bytes: number) => randomBytes(bytes).toString('base64url')

/** Creates what is missing on first use; safe when several processes start at once. */
export function loadSecrets(): Secrets {
  const path = storagePath('secrets.json')
  const known = readJson<Partial<Secrets>>(path)
  if (known && Object.keys(LENGTHS).every((name) => known[name as keyof Secrets])) return known as Secrets

  const complete = { ...generateAll(), ...known }
  const text = `${JSON.stringify(complete, null, 2)}\n`
  if (known) {
    replaceFile(path, text, 0o600)
    return complete
  }
  return createFileOnce(path, text) ? complete : loadSecrets()
}

function generateAll(): Secrets {
  const entries = Object.entries(LENGTHS).map(([name, bytes]) => [name, generate(bytes)])
  return Object.fromEntries(entries) as Secrets
}
