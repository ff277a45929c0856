import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { choosePort } from '../../../services/free_port.js'
import { projectRoot, storagePath } from '../../../services/paths.js'

export type Installation = { url: string; readyMs: number; stop(): Promise<void> }

const READY_TIMEOUT_MS = 600_000

/** Starts the built platform as `npm start` does and waits for its first answer. */
export async function startInstallation(): Promise<Installation> {
  const port = await choosePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, [join(projectRoot(), 'build', 'bin', 'launcher.js')], {
    cwd: projectRoot(),
    env: { ...process.env, PORT: String(port), APP_URL: url, NODE_COMPILE_CACHE: storagePath('cache', 'node') },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await firstAnswer(`${url}/ping`, child)
  return { url, readyMs: Math.round(performance.now() - started), stop: () => stop(child) }
}

async function firstAnswer(url: string, child: ChildProcess) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The installation did not start')
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

export type ProcessMemory = { name: string; pid: number; rss_mb: number; pss_mb: number }

/** Every process that belongs to this storage folder: by its pid files, and their children. Pss shares common pages fairly. */
export function measureMemory(launcherEnv = storagePath()): ProcessMemory[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const environment = read(`/proc/${pid}/environ`)
      const cwd = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
      const belongs = environment.includes(`RIALTO_STORAGE=${launcherEnv}`) || cwd.includes(launcherEnv) || isChildOf(Number(pid), launcherEnv)
      return belongs && Number(pid) !== process.pid ? [{ name: cwd.slice(0, 120).trim(), pid: Number(pid), ...sizes(pid) }] : []
    })
    .filter(({ rss_mb: rss }) => rss > 0)
}

/** The plugin host has an empty environment and PostgreSQL's children have their parent's title: known by their parents. */
function isChildOf(pid: number, storage: string): boolean {
  const parent = Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0)
  if (parent <= 1 || parent === process.pid) return false
  if (read(`/proc/${parent}/environ`).includes(`RIALTO_STORAGE=${storage}`)) return read(`/proc/${parent}/cmdline`).includes('build/')
  return read(`/proc/${parent}/cmdline`).includes(storage)
}

function sizes(pid: string) {
  const rollup = read(`/proc/${pid}/smaps_rollup`)
  const megabytes = (key: string) => Math.round(Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(rollup)?.[1] ?? 0) / 1024)
  return { rss_mb: megabytes('Rss'), pss_mb: megabytes('Pss') }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
