import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'

type Manifest = Record<string, { file: string }>

const FILE = 'assets/.vite/manifest.json'
let known: Manifest | null = null

/** Where a built file is served from: `/assets/app-B64T.css` for `resources/css/app.css`. */
export function assetUrl(source: string): string {
  const entry = manifest()[source]
  if (!entry) throw new Error(`${source} is not part of the asset build; run "npx vite build"`)
  return `/assets/${entry.file}`
}

/** Read once where builds cannot change under the process; again on each use in development. */
function manifest(): Manifest {
  if (known && !app.inDev) return known
  try {
    known = JSON.parse(readFileSync(app.publicPath(FILE), 'utf8')) as Manifest
  } catch {
    throw new Error('The assets are not built; run "npx vite build"')
  }
  return known
}
