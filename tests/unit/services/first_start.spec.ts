import { test } from '@japa/runner'
import { processStartedAt } from '#services/processes'
import { RunningLauncher } from '#tests/support/running_launcher'
import { waitFor } from '#tests/support/wait_for'

test.group('First start', () => {
  test('an interrupt in its middle stops what runs, and the next start goes on from there', async ({ assert }) => {
    const storage = RunningLauncher.createStorage()
    const interrupted = RunningLauncher.begin(storage, 0)
    await waitFor('the migrations to run', () => interrupted.output.includes('Migrating'), 120_000)
    const postgres = interrupted.pidOf('postgres')!
    interrupted.signal('SIGINT')
    assert.equal(await interrupted.exit, 0)
    assert.isUndefined(processStartedAt(postgres))
    assert.notInclude(interrupted.output, 'failed')

    const next = await RunningLauncher.start(storage)
    await next.untilAnswers('/health/ready')
    next.signal('SIGINT')
    assert.equal(await next.exit, 0)
    await next.cleanUp()
  })
})
