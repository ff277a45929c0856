import { createIgnitor, exitWithError } from './ignitor.js'
import { announceReady, stopWithParent } from './lifecycle.js'

const ignitor = createIgnitor()
const app = ignitor.createApp('web')

try {
  await app.init()
  await app.boot()
  stopWithParent(app)
  await app.start(async () => {
    const { default: env } = await import('#start/env')
    const { startWorker } = await import('#start/worker')
    const worker = await startWorker(app, env)
    app.terminating(() => worker.stop())
  })
  await announceReady('worker')
} catch (error) {
  await exitWithError(error)
}
