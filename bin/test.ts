process.env.NODE_ENV = 'test'
// The suite is one address and a few users; tests of the limits set their own.
process.env.API_REQUESTS_PER_ADDRESS ??= '1000000'
process.env.API_REQUESTS_PER_USER ??= '1000000'

import { configure, processCLIArgs, run } from '@japa/runner'
import { createIgnitor, exitWithError } from './ignitor.js'

await createIgnitor()
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('#tests/bootstrap')
    processCLIArgs(process.argv.slice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      setup: runnerHooks.setup,
      teardown: [...runnerHooks.teardown, () => app.terminate()],
    })
  })
  .run(() => run())
  .catch(exitWithError)
