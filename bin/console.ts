import { createIgnitor, exitWithError } from './ignitor.js'

createIgnitor()
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .ace()
  .handle(process.argv.slice(2))
  .catch(exitWithError)
