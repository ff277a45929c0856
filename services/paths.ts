import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder that holds package.json and storage/. The compiled code lives in `build/`, which is replaced by every
 * build and therefore must never hold data: from there the project is one level up.
 */
export function projectRoot(): string {
  const here = codeRoot()
  const parent = dirname(here)
  return basename(here) === 'build' && existsSync(join(parent, 'package.json')) ? parent : here
}

/** Absolute, because PostgreSQL and the children are started with another working directory. */
export function storagePath(...parts: string[]): string {
  const root = process.env.RIALTO_STORAGE || 'storage'
  return resolve(projectRoot(), root, ...parts)
}

/** Where the running code is: `build/` when compiled, the project otherwise. */
export const codeRoot = () => dirname(dirname(fileURLToPath(import.meta.url)))

/** True while TypeScript is run as it stands. */
export const runsFromSource = () => import.meta.url.endsWith('.ts')
