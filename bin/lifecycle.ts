import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import type { ApplicationService } from '@adonisjs/core/types'

const HARD_STOP_MS = 10_000

/** Graceful on SIGTERM and when the launcher is gone; a hang ends after ten seconds all the same. */
export function stopWithParent(app: ApplicationService) {
  const stop = async () => {
    setTimeout(() => process.exit(1), HARD_STOP_MS).unref()
    await app.terminate()
    const { releaseEnvironment } = await import('#services/environment')
    await releaseEnvironment()
    process.exit(0)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  process.once('disconnect', stop)
}

/** Writes the pid file and tells the launcher that this process serves. */
export async function announceReady(name: 'web' | 'worker') {
  const { storagePath } = await import('#services/environment')
  const file = storagePath('run', `${name}.pid`)
  mkdirSync(storagePath('run'), { recursive: true })
  writeFileSync(file, String(process.pid))
  process.once('exit', () => rmSync(file, { force: true }))
  process.send?.({ type: 'ready', port: Number(process.env.PORT) })
}
