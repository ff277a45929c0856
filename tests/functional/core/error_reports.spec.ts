import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import router from '@adonisjs/core/services/router'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import env from '#start/env'
import { ErrorReports } from '#core/errors/error_reports'
import { newId } from '#core/ids'
import { postgresBackend } from '#core/jobs/backend'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { defineJob } from '#core/jobs/types'
import { registerModules } from '#core/modules'
import { PluginHost } from '#runtime/host/plugin_host'
import { bodyOf, serve } from '#tests/support/http_server'
import { waitFor } from '#tests/support/wait_for'
import type { AddressInfo } from 'node:net'

const PATH = '/api/test/unexpected'
const SECRET = 'correct-horse-battery'

router.post(PATH, () => {
  throw new Error(`password=${SECRET} refused for jane@example.test with Bearer ${SECRET}`)
})

type Envelope = { event_id?: string; tags?: Record<string, string | number>; exception?: { values: { type: string; value: string }[] } }

/** Takes what a tracker would; the application reports to it until the test ends. */
async function imitateTracker() {
  const bodies: { url: string; body: Buffer }[] = []
  const { port, close } = await serve(async (request, response) => {
    bodies.push({ url: request.url ?? '', body: await bodyOf(request) })
    response.end('{}')
  })
  const reports = new ErrorReports(`http://public@127.0.0.1:${port}/42`)
  app.container.swap(ErrorReports, () => reports)
  const stop = async () => {
    await reports.close()
    close()
  }
  return { bodies, stop }
}

const letters = { job: 'trouble.hopeless', waiting: 'trouble.twice' }
registerModules([
  {
    name: 'trouble',
    jobs: Object.fromEntries(
      Object.values(letters).map((name, at) => [
        name,
        defineJob(
          async () => ({
            default: class {
              async handle({ note }: { note: string }) {
                await db.rawQuery('select ?::int as hopeless', [note])
              }
            },
          }),
          { attempts: at + 1, queue: 'bulk' }
        ),
      ])
    ),
  },
])

/** The events of envelopes: a header line, then for each item its own header and body. */
const eventsIn = (body: Buffer) =>
  body
    .toString('utf8')
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Envelope] : []))
    .filter(({ exception }) => exception)

test.group('Unexpected errors', (group) => {
  group.each.setup(() => {
    const { level } = logger
    logger.level = 'silent'
    return () => {
      logger.level = level
      app.container.restore(ErrorReports)
    }
  })

  test('reach the error tracker with their request id and without secrets', async ({ client, assert }) => {
    const { bodies, stop } = await imitateTracker()
    try {
      const requestId = newId()
      const request = client.post(PATH).header('x-request-id', requestId).header('cookie', `rialto_session=${SECRET}`)
      const answer = await request.bearerToken(SECRET).json({ card: SECRET })
      answer.assertStatus(500)
      assert.notInclude(answer.text(), SECRET)

      await waitFor('an envelope', () => bodies.length > 0)
      assert.equal(bodies[0].url.split('?')[0], '/api/42/envelope/')
      const [event] = eventsIn(bodies[0].body)
      assert.include(event.tags, { request_id: requestId, method: 'POST', route: PATH })
      assert.include(event.exception!.values[0].value, 'refused for [email]')
      for (const secret of [SECRET, 'jane@example']) assert.notInclude(bodies[0].body.toString('utf8'), secret)
    } finally {
      await stop()
    }
  })

  test('jobs that failed for the last time reach it with name, queue and attempt, without what their payload says', async ({ assert }) => {
    const { bodies, stop } = await imitateTracker()
    const queue = new JobQueue(postgresBackend(env.get('DATABASE_URL')))
    const worker = new JobWorker(app, queue)
    await worker.start()
    try {
      const [note, id] = [`Meet me at '${newId()}' o'clock`, newId()]
      // The one that is tried again fails first; only what gave up is told.
      await queue.enqueue({ name: letters.waiting, payload: { note, id }, jobId: id })
      await waitFor('its first failure', async () => (await queue.queue('bulk').getJob(id))?.attemptsMade === 1)
      assert.isEmpty(bodies)
      await queue.enqueue({ name: letters.job, payload: { note, id } })
      await waitFor('the envelope', () => bodies.length > 0)
      const text = bodies[0].body.toString('utf8')
      const [event] = eventsIn(bodies[0].body)
      assert.include(event.tags, { job: letters.job, queue: 'bulk', attempt: 1 })
      assert.include(event.exception!.values[0].value, 'as hopeless - invalid input syntax')
      for (const secret of ['Meet me', "o'clock"]) assert.notInclude(text, secret)
      const again = await waitFor('the last try', () =>
        bodies.flatMap(({ body }) => eventsIn(body)).find(({ tags }) => tags?.job === letters.waiting)
      )
      assert.include(again.tags, { queue: 'bulk', attempt: 2 })
    } finally {
      await worker.stop()
      await queue.close()
      await stop()
    }
  })

  test('a plugin host that died reaches it, one that was stopped does not', async ({ assert }) => {
    const { bodies, stop } = await imitateTracker()
    try {
      const host = await app.container.make(PluginHost)
      await host.whenReady()
      await host.stop()
      await host.whenReady()
      process.kill(host.pid!, 'SIGKILL')
      await waitFor('the envelope', () => bodies.length > 0)
      const [{ exception }] = eventsIn(bodies[0].body)
      assert.deepInclude(exception!.values[0], { type: 'PluginHostDied', value: 'The plugin host ended: SIGKILL' })
      assert.lengthOf(bodies, 1)
    } finally {
      await stop()
    }
  })

  test('what clients do wrong is not reported', async ({ client, assert }) => {
    const told: unknown[] = []
    app.container.swap(ErrorReports, () => Object.assign(new ErrorReports(undefined), { report: (error: unknown) => told.push(error) }))
    ;(await client.get('/api/v1/no-such-thing')).assertStatus(404)
    ;(await client.get('/api/v1/auth/me')).assertStatus(401)
    assert.isEmpty(told)
    ;(await client.post(PATH)).assertStatus(500)
    assert.lengthOf(told, 1)
  })

  test('a tracker that is gone or never answers costs requests nothing', async ({ client, assert }) => {
    const silent: Server = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const { port } = silent.address() as AddressInfo
    for (const dsn of [`http://public@127.0.0.1:${port}/1`, 'http://public@127.0.0.1:1/1', 'not a dsn']) {
      const reports = new ErrorReports(dsn)
      app.container.swap(ErrorReports, () => reports)
      const answers = await Promise.all(Array.from({ length: 50 }, () => client.post(PATH)))
      for (const answer of answers) answer.assertStatus(500)
      await reports.close(50)
    }
    silent.close()
    assert.isTrue(true)
  })
})
