process.env.NODE_ENV = 'test'
// The suite is one address and a few users; tests of the limits set their own.
process.env.API_REQUESTS_PER_ADDRESS ??= '1000000'
process.env.API_REQUESTS_PER_USER ??= '1000000'
// Thousands of passwords are hashed on the way; what is promised of them is the same.
process.env.PASSWORD_HASH_MIB ??= '19'

import { configure, processCLIArgs, run } from '@japa/runner'
import { createIgnitor, exitWithError } from './ignitor.js'
import { choosePort } from '../services/free_port.js'
import { ensureClickhouse } from '../services/clickhouse/ensure_clickhouse.js'

process.env.PORT ??= String(await choosePort())
// Where the driver tests put the S3 and SMTP servers that they start.
process.env.S3_ENDPOINT ??= `http://127.0.0.1:${await choosePort()}`
process.env.S3_BUCKET ??= 'rialto-test'
process.env.S3_ACCESS_KEY_ID ??= 'S3RVER'
process.env.S3_SECRET_ACCESS_KEY ??= 'S3RVER'
process.env.SMTP_URL ??= `smtp://127.0.0.1:${await choosePort()}`

/** Before the environment is read: it names the engine's address. Some suites ask no engine. */
const WITHOUT_ENGINE = ['unit', 'plugins', 'platform']
const suites = process.argv.slice(2).filter((name) => [...WITHOUT_ENGINE, 'functional', 'sweeps', 'browser'].includes(name))
const asksNoEngine = suites.length > 0 && suites.every((name) => WITHOUT_ENGINE.includes(name))
const engine = asksNoEngine ? undefined : await ensureClickhouse()

await createIgnitor()
  .tap((app) => app.listen('SIGTERM', () => app.terminate()))
  .testRunner()
  .configure(async (app) => {
    const { runnerHooks, ...config } = await import('#tests/bootstrap')
    // The runner exits hard; without this the embedded server would be left behind.
    const { releaseEnvironment } = await import('#services/environment')
    processCLIArgs(process.argv.slice(2))
    configure({
      ...app.rcFile.tests,
      ...config,
      setup: runnerHooks.setup,
      teardown: [...runnerHooks.teardown, () => app.terminate(), async () => engine?.release(), releaseEnvironment],
    })
  })
  .run(() => run())
  .catch(exitWithError)
