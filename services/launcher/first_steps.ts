import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { codeRoot, projectRoot, storagePath } from '../paths.js'
import { entryPath, loaderArguments } from '../service_process.js'

export interface Steps {
  say: (line: string) => void
  /** The operator does not want to wait for the end. */
  signal: AbortSignal
}

/** Runs the migrations only when one is missing: asking costs milliseconds, starting Ace a second. */
export async function migrateIfNeeded(steps: Steps): Promise<void> {
  if (!(await hasPendingMigrations())) return
  steps.say('Migrating the database')
  await runAce(['migration:run', '--force'], steps)
}

export const demoLoginsPath = () => storagePath('demo-logins.json')

/** Demo data belong to the embedded database; an operator's own server gets them only on request. */
export async function seedIfFirstStart(steps: Steps, isEmbedded: boolean): Promise<void> {
  const { say } = steps
  const wish = process.env.RIALTO_DEMO
  if (wish === 'off' || (!isEmbedded && wish !== 'on') || existsSync(demoLoginsPath())) return
  if (!existsSync(entryPath('commands/demo_seed'))) return say('No demo data: this build has no demo:seed command')
  say('Filling a demo marketplace (first start only)')
  // A platform without demo data is still a platform: the next start tries again.
  await runAce(['demo:seed'], steps, say).catch((error: Error) => {
    if (!steps.signal.aborted) say(`The demo data could not be filled. ${error.message}`)
  })
}

async function hasPendingMigrations(): Promise<boolean> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string | null }>(`select to_regclass('adonis_schema') as name`)
    if (!tables[0].name) return true
    const { rows } = await client.query<{ name: string }>('select name from adonis_schema')
    const done = new Set(rows.map(({ name }) => name.split('/').at(-1)))
    return listMigrations().some((name) => !done.has(name))
  } finally {
    await client.end()
  }
}

const listMigrations = () =>
  readdirSync(join(codeRoot(), 'database', 'migrations'))
    .filter((name) => /\.(js|ts)$/.test(name))
    .map((name) => name.replace(/\.\w+$/, ''))

/** The command's lines go to `show`; without it they are seen only when it fails. */
function runAce(args: string[], { signal }: Steps, show?: (line: string) => void): Promise<void> {
  const child = spawn(process.execPath, [...loaderArguments(), entryPath('bin/console'), ...args], {
    cwd: projectRoot(),
    env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
    detached: true,
    signal,
    // Both commands are transactional and may be run again; waiting for them is not worth it.
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (text: string) => {
    output = (output + text).slice(-20_000)
    if (show && !signal.aborted) text.split('\n').forEach((line) => line.trim() && show(`  ${line.trim()}`))
  }
  child.stdout.setEncoding('utf8').on('data', collect)
  child.stderr.setEncoding('utf8').on('data', collect)
  return new Promise((resolve, reject) => {
    // An abort is reported here too, before the process is gone.
    child.once('error', (error) => signal.aborted || reject(error))
    child.once('close', (code, killedBy) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]} failed (${killedBy ?? code}):\n${output.trim()}`))
    )
  })
}
