import { spawnSync, type SpawnOptions } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { PostgresUnavailable } from './postgres_unavailable.js'

/**
 * How PostgreSQL is run, which refuses to be root: as ourselves, as another account, or inside a user namespace where
 * we look like `nobody`. The last needs no account and no chown, but the kernel or a container may forbid it.
 */
export interface Account {
  uid?: number
  gid?: number
  prefix: string[]
}

interface Ids {
  uid: number
  gid: number
}

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']

/** A folder above may be closed to the account, as /root is: both ways must be walked by name to know. */
const PROBE = 'test -w "$1" && exec "$2" --version'

/** Gives the folder to the account it chose. An existing cluster decides by its owner; a fresh one by what works. */
export function chooseAccount(folder: string, binary: string): Account {
  const candidates = process.getuid?.() === 0 ? accountsForRoot(folder) : accountsForUser()
  const works = candidates.find((account) => canRun(account, { folder, binary }))
  if (works) return works
  throw new PostgresUnavailable(
    `no account can run ${binary} in ${folder}. As root it needs the account "postgres" or "nobody" that may enter ` +
      'these folders, or permission to create user namespaces. Set DATABASE_URL otherwise'
  )
}

export function giveTo(path: string, { uid, gid }: Account): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid)
}

/** The command line and options that start `binary` under the account, in a session of its own. */
export function commandFor(account: Account, binary: string, args: string[]) {
  const [command, ...rest] = [...account.prefix, binary, ...args]
  const options: SpawnOptions = { uid: account.uid, gid: account.gid, cwd: '/', env: cleanEnvironment() }
  return { command, args: rest, options }
}

function accountsForRoot(folder: string): Account[] {
  const owner = statSync(folder)
  const isCluster = existsSync(`${folder}/PG_VERSION`)
  if (isCluster && owner.uid !== 0) return [{ uid: owner.uid, gid: owner.gid, prefix: [] }]
  const inNamespace: Account = { prefix: NAMESPACE }
  if (isCluster) return [inNamespace]

  const named = ['postgres', 'nobody'].map(findIds).filter((ids) => ids !== undefined)
  return [...named.map((ids) => ({ ...ids, prefix: [] })), inNamespace]
}

function accountsForUser(): Account[] {
  try {
    userInfo()
    return [{ prefix: [] }]
  } catch {
    // A uid without a name (`docker run --user 12345`), which initdb refuses.
    return [{ prefix: NAMESPACE }]
  }
}

function canRun(account: Account, { folder, binary }: { folder: string; binary: string }): boolean {
  const { uid, gid } = statSync(folder)
  giveTo(folder, account)
  const { command, args, options } = commandFor(account, '/bin/sh', ['-c', PROBE, 'sh', folder, binary])
  const { status } = spawnSync(command, args, { ...options, stdio: 'ignore' })
  if (status !== 0) giveTo(folder, { uid, gid, prefix: [] })
  return status === 0
}

function findIds(name: string): Ids | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The operator's PG* and locale variables must not reach the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
}
