/**
 * A process of its own that buys one piece: `buy_and_die.ts <user id> <offer id> <key> <method token>`. The test names
 * a fault point in its environment, at which the process is killed as by `kill -9`.
 */
import { createIgnitor } from '../../../../bin/ignitor.js'

const [userId, offerId, idempotencyKey, methodToken] = process.argv.slice(2)
const app = createIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { CheckOut } = await import('#orders/actions/check_out')
  const { checkoutInput } = await import('#tests/support/orders')
  const checkOut = await app.container.make(CheckOut)
  const input = { ...checkoutInput(userId, []), items: [{ offerId, quantity: 1 }], idempotencyKey, methodToken }
  const placed = await checkOut.handle(input)
  process.stdout.write(`${placed.payment}\n`)
})
await app.terminate()
process.exit(0)
