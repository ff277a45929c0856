import { createHash, createHmac } from 'node:crypto'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { PluginHost } from '#runtime/host/plugin_host'
import { RunRecorder } from '#runtime/hooks/run_recorder'
import { HostCallDesk } from '#runtime/host_calls/host_call_desk'
import { makeHostFunctions } from '#runtime/host_calls/host_functions'
import { askingPlugin, make, tablesWith } from '#tests/support/asking_plugin'
import { createProduct, createSeller } from '#tests/support/catalog'
import { bodyOf, serve } from '#tests/support/http_server'
import { local } from '#tests/support/http_plugin'

const SECRET = 'sk_live_7Yq2"Wz/+&'

/** The same plugin twice: the same questions, the same answers. */
const FOLDERS = ['host-functions', 'host-functions-ts']

for (const folder of FOLDERS) {
  test.group(`Host functions through the plugin host: ${folder}`, (group) => {
    const installed = (tenantId: string) =>
      askingPlugin({ folder, tenantId, settings: { endpoint: `http://127.0.0.1:${port}` }, secrets: { api_key: SECRET } })
    let port = 0
    const arrived: { authorization?: string; body: string }[] = []

    group.setup(async () => {
      const echo = await serve(async (request, response) => {
        const body = (await bodyOf(request)).toString()
        arrived.push({ authorization: request.headers.authorization, body })
        response.setHeader('content-type', 'text/plain; charset=utf-8')
        response.end(request.url === '/binary' ? Buffer.from([0, 255]) : `эхо ${request.headers.authorization} ${body}`)
      })
      port = echo.port
      app.container.swap(OutboundHttp, () => new OutboundHttp([local(port)]))
      const desk = new HostCallDesk(await makeHostFunctions(app.container))
      app.container.swap(HostCallDesk, () => desk)
      return () => {
        app.container.restore(OutboundHttp)
        app.container.restore(HostCallDesk)
        echo.close()
      }
    })

    test('values, text of any script', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask } = await installed(tenantId)
      const told = { set: true, got: 'Привет, 世界 😀', first: 'count', next: 'greeting', deleted: true, gone: true }
      const refused = { told: 'kv_set: key must NOT have fewer than 1 characters.', refusal: '' }
      assert.deepEqual(await ask('kv'), { ...told, ...refused, count: 42 })
      assert.deepEqual(await ask('kv'), { ...told, ...refused, count: 84 })
    })

    test('HTTP with a secret that neither the plugin sees nor anything it leaves behind', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask, key } = await installed(tenantId)
      const answer = await ask('http', { path: '/echo' })
      assert.deepEqual(arrived.at(-1), { authorization: `Bearer ${SECRET}`, body: JSON.stringify({ привет: SECRET }) })
      const text = 'эхо Bearer *** {"привет":"***"}'
      const bytes = Buffer.from(text).toString('base64')
      assert.deepEqual(answer, { status: 200, is_ok: true, type: 'text/plain; charset=utf-8', text, bytes, refusal: '' })
      assert.deepInclude(await ask('http', { path: '/binary' }), { text: '', bytes: 'AP8=' })
      await (await make(RunRecorder)).flush()
      assert.lengthOf(await db.from('plugin_runs').where({ installation_id: key.id, outcome: 'ok' }), 2)
      const buffer = Buffer.from(SECRET)
      for (const spelling of [SECRET, JSON.stringify(SECRET).slice(1, -1), buffer.toString('base64'), buffer.toString('hex')]) {
        assert.deepEqual(await tablesWith(spelling), [])
      }
      assert.include(await tablesWith(key.id), 'plugin_runs', 'the search finds what is there')
    })

    test('hashes and signatures with a key the plugin never sees', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask } = await installed(tenantId)
      const answer = await ask('crypto', { text: 'текст 😀' })
      assert.deepInclude(answer, {
        hash: createHash('sha256').update('текст 😀').digest('hex'),
        hmac: createHmac('sha1', 'key').update('текст 😀').digest('base64'),
        ...{ valid: true, invalid: false, random: 33, refusal: '' },
      })
      assert.isBelow(Math.abs(Number(answer.now) - Date.now()), 600_000)
    })

    test('events and data, and what is refused says why', async ({ assert }) => {
      const seller = await createSeller()
      await createProduct(seller, { title: 'Чайник «Ёж»' })
      const { ask, key } = await installed(seller.tenantId)
      assert.deepEqual(await ask('events'), { emitted: true, unknown: false, refusal: 'unknown_event' })
      const [event] = await db.from('outbox').where({ name: `plugin.${folder}.thing_done`, aggregate_id: key.id })
      assert.deepInclude(event, { tenant_id: seller.tenantId, payload: { depth: 1, data: { what: 'дело' } } })
      assert.deepEqual(await ask('data'), { length: 1, title: 'Чайник «Ёж»', refusal: 'not_granted' })
    })

    test('the plugin host dies after an event was emitted: the call is run again and the event told once', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask, key } = await installed(tenantId)
      const desk = await make(HostCallDesk)
      const host = await make(PluginHost)
      let answered = 0
      const killing = {
        answer: async (...given: Parameters<HostCallDesk['answer']>) => {
          const answer = await desk.answer(...given)
          if (given[0].name === 'emit_event' && answered++ === 0) process.kill(host.pid!, 'SIGKILL')
          return answer
        },
      }
      app.container.swap(HostCallDesk, () => killing as HostCallDesk)
      try {
        assert.deepEqual(await ask('events', {}, false), { emitted: true, unknown: false, refusal: 'unknown_event' })
      } finally {
        app.container.swap(HostCallDesk, () => desk)
      }
      assert.equal(answered, 2, 'it was run twice')
      assert.lengthOf(await db.from('outbox').where({ aggregate_id: key.id, name: `plugin.${folder}.thing_done` }), 1)
    })

    test('what is imported and no longer granted is refused', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask, key } = await installed(tenantId)
      const grant = (granted: string[]) =>
        db
          .from('plugin_installations')
          .where('id', key.id)
          .update({ granted_capabilities: JSON.stringify(granted) })
      await grant(['http'])
      assert.deepInclude(await ask('get'), { value: '', refusal: 'not_granted' })
      assert.deepInclude(await ask('http', { path: '/echo' }), { status: 0, refusal: 'host_not_granted' })
      await grant(['kv', 'host:setting:endpoint'])
      assert.deepInclude(await ask('get'), { value: '', refusal: '' })
      assert.deepInclude(await ask('http', { path: '/echo' }), { status: 0, refusal: 'not_granted' })
    })

    test('the same call burns the same fuel each time, and requests are part of it', async ({ assert }) => {
      const { tenantId } = await createSeller()
      const { ask, key } = await installed(tenantId)
      for (const what of ['nothing', 'nothing', 'get', 'get']) await ask(what)
      await (await make(RunRecorder)).flush()
      const runs = await db.from('plugin_runs').where('installation_id', key.id).orderBy('id')
      const [one, two, three, four] = runs.map(({ fuel }: { fuel: number }) => fuel)
      assert.equal(one, two)
      assert.equal(three, four)
      assert.isAbove(three!, one! + 50_000)
    })
  })
}
