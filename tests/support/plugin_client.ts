import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'

export type Said = { code: number; out: string; err: string; data: Record<string, never> & Record<string, unknown> }

/** Somebody's machine with nothing but the one file of the client on it. */
export class PluginClient {
  private constructor(
    readonly home: string,
    private readonly env: Record<string, string>
  ) {}

  static async create(env: Record<string, string> = {}): Promise<PluginClient> {
    const home = await mkdtemp(join(tmpdir(), 'rialto-client-'))
    return new PluginClient(home, { XDG_CONFIG_HOME: join(home, 'config'), RIALTO_REGISTRY: appUrl, ...env })
  }

  path = (...parts: string[]) => join(this.home, ...parts)

  /** With `--json`: `data` is what it printed. */
  async run(words: string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Promise<Said> {
    const child = spawn(process.execPath, [app.makePath('bin/rialto-plugin.mjs'), ...words, '--json'], {
      cwd: this.home,
      env: { PATH: process.env.PATH, HOME: this.home, ...this.env, ...env },
    })
    child.stdin.end(input)
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const code = await new Promise<number>((resolve) => child.on('close', resolve))
    return { code, out, err, data: parse(out) }
  }

  remove = () => rm(this.home, { recursive: true, force: true })
}

function parse(text: string): Said['data'] {
  try {
    return JSON.parse(text) as Said['data']
  } catch {
    return {}
  }
}
