/**
 * A process of its own that pays one intent: `pay_and_die.ts <intent id> <method token>`. The test names a fault point
 * in its environment, at which the process is killed as by `kill -9`.
 */
import { createIgnitor } from '../../../../bin/ignitor.js'

const [intentId, methodToken] = process.argv.slice(2)
const app = createIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { CapturePayment } = await import('#payments/actions/capture_payment')
  const capture = await app.container.make(CapturePayment)
  const outcome = await capture.handle({ intentId, methodToken })
  process.stdout.write(`${outcome.state}\n`)
})
await app.terminate()
