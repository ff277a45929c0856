import { chmod, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readIfThere, writeJson } from './files.js'
import { Failure } from './failure.js'

/** What this person's machine knows: where they signed in, and whose signatures they trust. */
export interface Profile {
  /** Of the last login. */
  registry?: string
  /** Registry → token. */
  tokens: Record<string, string>
  /** Registry → what the token of a sign-in is renewed with: it is good for minutes, this for weeks. */
  refresh: Record<string, string>
  /** Registry → its key, as it was on first use or as somebody said. */
  keys: Record<string, string>
  /** Registry → keys that its key followed, each by the word of the one before: what they signed still counts. */
  former: Record<string, string[]>
}

/** Read and written by nobody else. */
const PRIVATE = 0o600

export function profilePath(env: NodeJS.ProcessEnv): string {
  const base = env.XDG_CONFIG_HOME || (process.platform === 'win32' && env.APPDATA) || join(homedir(), '.config')
  return join(base, 'rialto', 'plugin-client.json')
}

export async function readProfile(path: string): Promise<Profile> {
  const text = await readIfThere(path)
  if (!text) return { tokens: {}, refresh: {}, keys: {}, former: {} }
  if (process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0) await chmod(path, PRIVATE)
  try {
    const { registry, tokens = {}, refresh = {}, keys = {}, former = {} } = JSON.parse(text.toString('utf8')) as Partial<Profile>
    return { registry, tokens, refresh, keys, former }
  } catch {
    throw new Failure('BAD_PROFILE', `${path} is not readable as JSON: repair or remove it`)
  }
}

export const writeProfile = (path: string, profile: Profile) => writeJson(path, profile, PRIVATE)
