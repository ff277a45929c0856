import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'

/** The project root; `build/` when compiled. */
export const APP_ROOT = new URL('../', import.meta.url)

const importer = (path: string) => (path.startsWith('.') ? import(new URL(path, APP_ROOT).href) : import(path))

/** One Ignitor for web, worker, console and tests: the environment is loaded before anything else. */
export const createIgnitor = () =>
  new Ignitor(APP_ROOT, { importer }).tap((app) => {
    app.booting(async () => {
      await import('#start/env')
    })
  })

/** Open connections would keep a process that failed to start alive for ever. */
export const exitWithError = async (error: unknown) => {
  await prettyPrintError(error)
  process.exit(1)
}
