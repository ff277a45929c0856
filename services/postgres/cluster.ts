import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chooseAccount, commandFor, giveTo, type Account } from './account.js'
import type { PostgresBinaries } from './binaries.js'
import { PostgresUnavailable } from './postgres_unavailable.js'

export interface NewCluster {
  folder: string
  user: string
  password: string
  binaries: PostgresBinaries
}

/** Made under another name and renamed when complete, so that an interrupted start leaves no half cluster. */
export async function createClusterOnce({ folder, ...cluster }: NewCluster): Promise<boolean> {
  if (existsSync(join(folder, 'PG_VERSION'))) return false
  const parent = dirname(folder)
  mkdirSync(parent, { recursive: true, mode: 0o755 })
  removeUnfinished(parent)

  const fresh = join(parent, `new-${process.pid}`)
  mkdirSync(fresh, { mode: 0o700 })
  await initialise({ folder: fresh, ...cluster }, chooseAccount(fresh, cluster.binaries.postgres))
  rmSync(folder, { recursive: true, force: true })
  renameSync(fresh, folder)
  return true
}

async function initialise({ folder, user, password, binaries }: NewCluster, account: Account) {
  const passwordFile = `${folder}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  giveTo(passwordFile, account)
  try {
    await run(account, binaries.initdb, [
      `--pgdata=${folder}`,
      `--username=${user}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--data-checksums',
      ...localeArguments(),
    ])
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * With LC_CTYPE=C pg_trgm ignores Cyrillic without a word, so search by typo would find nothing. The builtin provider
 * keeps indexes valid over upgrades of the C library; the character classes must still come from a UTF-8 locale.
 */
function localeArguments(): string[] {
  const provider = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const installed = new Set(spawnSync('locale', ['-a'], { encoding: 'utf8' }).stdout?.split('\n'))
  const preferred = ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'ru_RU.utf8']
  return [...provider, `--lc-ctype=${preferred.find((name) => installed.has(name)) ?? 'C.UTF-8'}`]
}

function removeUnfinished(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith('new-')) rmSync(join(parent, name), { recursive: true, force: true })
  }
}

function run(account: Account, binary: string, argumentList: string[]): Promise<void> {
  const { command, args, options } = commandFor(account, binary, argumentList)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (complaint += text))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve() : reject(new PostgresUnavailable(`initdb failed: ${complaint.trim()}`))))
  })
}
