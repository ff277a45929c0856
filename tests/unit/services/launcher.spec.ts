import { test } from '@japa/runner'
import { processStartedAt } from '#services/processes'
import { RunningLauncher } from '#tests/support/running_launcher'
import { waitFor } from '#tests/support/wait_for'

const PARTS = ['web', 'worker', 'clickhouse', 'postgres'] as const
const isGone = (pid: number) => !processStartedAt(pid)

test.group('Launcher', (group) => {
  let launcher: RunningLauncher
  group.setup(async () => {
    launcher = await RunningLauncher.start(RunningLauncher.createStorage())
    return () => launcher.cleanUp()
  })

  test('starts every part, each with a pid file, and says where', async ({ assert }) => {
    assert.include(launcher.output, `http://localhost:${launcher.port}`)
    for (const part of [...PARTS, 'launcher'] as const) assert.isDefined(launcher.pidOf(part), part)
    await launcher.untilAnswers('/health/ready')
  })

  test('refuses to start twice in the same storage, and leaves the first alone', async ({ assert }) => {
    const second = await RunningLauncher.start(launcher.storage)
    assert.equal(await second.exit, 1)
    assert.match(second.output, /already runs/)
    assert.isTrue(await launcher.answers('/ping'))
  })

  test('a killed {$self} comes back')
    .with(['worker', 'web', 'clickhouse'] as const)
    .run(async ({ assert }, part) => {
      const old = launcher.pidOf(part)!
      process.kill(old, 'SIGKILL')
      assert.notEqual(await launcher.untilReplaced(part, old), old)
      await launcher.untilAnswers('/health/ready')
    })

  test('a killed PostgreSQL comes back under the children that use it', async ({ assert }) => {
    const web = launcher.pidOf('web')
    const old = launcher.pidOf('postgres')!
    process.kill(old, 'SIGKILL')
    await launcher.untilReplaced('postgres', old)
    await launcher.untilAnswers('/health/ready')
    assert.equal(launcher.pidOf('web'), web)
  })

  test('when the launcher is killed its children leave, and the next start recovers by itself', async ({ assert }) => {
    const children = ['web', 'worker', 'clickhouse'].map((part) => launcher.pidOf(part as 'web')!)
    const postgres = launcher.pidOf('postgres')
    launcher.signal('SIGKILL')
    await launcher.exit
    const next = await RunningLauncher.start(launcher.storage)
    assert.isTrue(children.every(isGone))
    assert.equal(next.pidOf('postgres'), postgres)
    launcher = next
    await launcher.untilAnswers('/health/ready')
  })

  test('an interrupt stops everything, PostgreSQL included, with exit code 0', async ({ assert }) => {
    const pids = PARTS.map((part) => launcher.pidOf(part)!)
    launcher.signal('SIGINT')
    assert.equal(await launcher.exit, 0)
    await waitFor('every part to be gone', () => pids.every(isGone))
    for (const part of [...PARTS, 'launcher'] as const) assert.isUndefined(launcher.pidOf(part), part)
  })
})
