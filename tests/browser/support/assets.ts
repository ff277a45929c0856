import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../../..')
const MANIFEST = join(ROOT, 'public/assets/.vite/manifest.json')
const SOURCES = ['resources/css', 'resources/js', 'resources/icons', 'vite.config.ts']

/** Pages need the built style sheet, script and icons: builds them where they are missing or older than their sources. */
export function ensureAssets() {
  const built = statSync(MANIFEST, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built > newestOf(SOURCES.map((path) => join(ROOT, path)))) return
  execFileSync(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function newestOf(paths: string[]): number {
  return Math.max(
    ...paths.map((path) => {
      const facts = statSync(path)
      return facts.isDirectory() ? newestOf(readdirSync(path).map((name) => join(path, name))) : facts.mtimeMs
    })
  )
}
