import app from '@adonisjs/core/services/app'
import logger from '@adonisjs/core/services/logger'
import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import { createServer, type Server } from 'node:net'
import { once } from 'node:events'
import { ErrorReports } from '#core/errors/error_reports'
import { newId } from '#core/ids'
import { bodyOf, serve } from '#tests/support/http_server'
import { waitFor } from '#tests/support/wait_for'
import type { AddressInfo } from 'node:net'

const PATH = '/api/test/unexpected'
const SECRET = 'correct-horse-battery'

router.post(PATH, () => {
  throw new Error(`password=${SECRET} refused for jane@example.test with Bearer ${SECRET}`)
})

type Envelope = { event_id?: string; tags?: Record<string, string>; exception?: { values: { value: string }[] } }

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
    const bodies: { url: string; body: Buffer }[] = []
    const { port, close } = await serve(async (request, response) => {
      bodies.push({ url: request.url ?? '', body: await bodyOf(request) })
      response.end('{}')
    })
    const reports = new ErrorReports(`http://public@127.0.0.1:${port}/42`)
    app.container.swap(ErrorReports, () => reports)
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
      await reports.close()
      close()
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
