import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { choosePort } from '../../../services/free_port.js'
import { projectRoot } from '../../../services/paths.js'

export type Installation = { url: string; readyMs: number; stop(): Promise<void> }

const READY_TIMEOUT_MS = 600_000

/** Runs `npm start` and waits for the first answer to a visitor. */
export async function startInstallation(): Promise<Installation> {
  const port = await choosePort()
  const url = `http://127.0.0.1:${port}`
  const started = performance.now()
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'start.mjs')], {
    cwd: projectRoot(),
    env: { ...process.env, PORT: String(port), APP_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = collect(child)
  await firstAnswer(`${url}/ping`, child)
  const readyMs = Math.round(performance.now() - started)
  // Visitors are served before analytics and the worker are up; what is measured afterwards needs all of them.
  await until(() => output().includes('Rialto runs at'), child)
  return { url, readyMs, stop: () => stop(child) }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (text += part))
  return () => text
}

const firstAnswer = (url: string, child: ChildProcess) =>
  until(async () => {
    const answer = await fetch(url).catch(() => null)
    return answer?.ok === true
  }, child)

async function until(isTrue: () => boolean | Promise<boolean>, child: ChildProcess) {
  const deadline = Date.now() + READY_TIMEOUT_MS
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isTrue()) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('The installation did not start')
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
