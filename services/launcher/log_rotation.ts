import { copyFileSync, existsSync, readdirSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { storagePath } from '../paths.js'

const LIMIT = 50 * 1024 * 1024
const EVERY_MS = 10 * 60 * 1000

/**
 * Keeps one older generation of each log. The writers hold their files open for appending, so the text is copied away
 * and the file emptied under them; what is written between the two is lost, which a log can bear.
 */
export function rotateLogs(limit = LIMIT): void {
  const folder = storagePath('logs')
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.log'))) {
    const path = join(folder, name)
    if (statSync(path).size <= limit) continue
    copyFileSync(path, `${path}.1`)
    truncateSync(path)
  }
}

export const keepLogsSmall = () => setInterval(rotateLogs, EVERY_MS, undefined).unref()
