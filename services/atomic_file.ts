import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { randomBytes } from 'node:crypto'

const temporaryName = (path: string) => `${path}.${process.pid}-${randomBytes(4).toString('hex')}`

/** Readers see the old text or the new one, never half of it. */
export function replaceFile(path: string, text: string, mode = 0o644): void {
  const temporary = temporaryName(path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(temporary, text, { mode, flag: 'wx' })
  renameSync(temporary, path)
}

/**
 * Writes the file unless it exists and says whether it did. `link` refuses an existing name, so that of several
 * processes that start at once exactly one wins, and the losers find a complete file.
 */
export function createFileOnce(path: string, text: string, mode = 0o600): boolean {
  const temporary = temporaryName(path)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(temporary, text, { mode, flag: 'wx' })
  try {
    linkSync(temporary, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Undefined when the file is absent or is not JSON (a crash of the machine can leave an empty one). */
export function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || error instanceof SyntaxError) return undefined
    throw error
  }
}
