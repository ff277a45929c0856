import { createIgnitor, exitWithError } from './ignitor.js'
import { createHttpServer } from './http_server.js'
import { announceReady, stopWithParent } from './lifecycle.js'

await createIgnitor()
  .tap((app) => {
    stopWithParent(app)
    app.ready(() => announceReady('web'))
  })
  .httpServer()
  .start(createHttpServer)
  .catch(exitWithError)
