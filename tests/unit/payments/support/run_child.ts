import { spawn } from 'node:child_process'
import app from '@adonisjs/core/services/app'

export type ChildEnd = { signal: NodeJS.Signals | null; code: number | null; output: string }

/** Runs a TypeScript file in a Node process of its own, with the environment of the tests. */
export function runChild(file: string, args: string[], env: Record<string, string> = {}): Promise<ChildEnd> {
  const child = spawn(process.execPath, ['--no-warnings', '--import=./bin/typescript.mjs', app.makePath(file), ...args], {
    cwd: app.makePath(),
    // A child needs the whole environment, which #start/env does not carry.
    env: { ...process.env, ...env },
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
}
