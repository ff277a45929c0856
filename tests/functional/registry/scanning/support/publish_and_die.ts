/**
 * A process of its own that publishes one plugin: `publish_and_die.ts <user id> <plugin name> <salt>`. The test names a fault
 * point in its environment, at which the process is killed as by `kill -9`.
 */
import { createIgnitor } from '../../../../../bin/ignitor.js'

const [userId, name, salt] = process.argv.slice(2)
const app = createIgnitor().createApp('console')
await app.init()
await app.boot()
await app.start(async () => {
  const { releasePlugin } = await import('#tests/support/plugin_uploads')
  const published = await releasePlugin({ id: userId } as never, { name, salt: Number(salt) }, { isApproved: false })
  process.stdout.write(`${published.status}\n`)
})
await app.terminate()
process.exit(0)
