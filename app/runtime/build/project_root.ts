import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that has `plugins/sdk`: sources and build look for it from where they stand. */
export function findProjectRoot(from = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'plugins', 'sdk', 'assembly'))) return folder
    if (folder === dirname(folder)) throw new Error(`plugins/sdk was found nowhere above ${from}`)
  }
}
