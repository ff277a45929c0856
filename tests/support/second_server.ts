import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { projectRoot } from '#services/environment'
import { choosePort } from '#services/free_port'
import { waitFor } from '#tests/support/wait_for'

/** Another web process of the same installation, on the same database, with other settings in `env`. Sessions are kept where both find them. */
export async function startSecondServer(env: Record<string, string> = {}): Promise<{ base: string; stop: () => Promise<void> }> {
  const port = await choosePort()
  const base = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['--import=./bin/typescript.mjs', 'bin/server.ts'], {
    cwd: projectRoot(),
    env: { ...process.env, NODE_ENV: 'development', PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const answers = () =>
    fetch(`${base}/ping`).then(
      ({ ok }) => ok,
      () => false
    )
  await waitFor('the second server', async () => {
    if (child.exitCode !== null) throw new Error(`The second server ended: ${output}`)
    return answers()
  })
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return { base, stop }
}
