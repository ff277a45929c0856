import { gzipSync, brotliCompressSync } from 'node:zlib'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { bodyOf, serve } from '#tests/support/http_server'
import { httpPlugin, local, type HttpAnswer } from '#tests/support/http_plugin'
import type { IncomingMessage, RequestListener } from 'node:http'

type Seen = { method?: string; url?: string; headers: IncomingMessage['headers']; body: string }

async function withServer(listener: RequestListener, cleanup: (work: () => void) => void, options: Parameters<typeof httpPlugin>[0] = {}) {
  const { port, close } = await serve(listener)
  cleanup(close)
  return { ...(await httpPlugin({ allow: [local(port)], ...options })), base: `http://127.0.0.1:${port}` }
}

/** Keeps what arrives. */
function keeper() {
  const seen: Seen[] = []
  const listener: RequestListener = async (request, response) => {
    const body = await bodyOf(request)
    seen.push({ method: request.method, url: request.url, headers: request.headers, body: body.toString() })
    response.setHeader('X-Answer', 'yes').end('ok')
  }
  return { seen, listener }
}

test.group('http_fetch: the request', () => {
  test('sends method, headers and body, and answers status, headers and body', async ({ assert, cleanup }) => {
    const { seen, listener } = keeper()
    const { ask, base } = await withServer(listener, cleanup)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const body = ['GET', 'HEAD'].includes(method) ? {} : { body: 'тело 😀' }
      const answer = await ask<HttpAnswer>('http_fetch', { method, url: `${base}/a/b?c=d%20e`, headers: { 'X-Own': 'v' }, ...body })
      assert.deepInclude(answer, { status: 200, body: method === 'HEAD' ? '' : 'ok' })
      assert.equal(answer.headers['x-answer'], 'yes')
      const last = seen.at(-1)!
      assert.deepInclude(last, { method, url: '/a/b?c=d%20e', body: body.body ?? '' })
      assert.equal(last.headers['x-own'], 'v')
      assert.equal(last.headers['user-agent'], 'Rialto (plugin asking-plugin)')
    }
    await ask('http_fetch', { method: 'POST', url: `${base}/`, body_base64: Buffer.from([0, 255, 10]).toString('base64') })
    assert.equal(seen.at(-1)!.headers['content-length'], '3')
  })

  test('headers that are the platform’s, broken or doubled are refused, and nothing is sent', async ({ assert, cleanup }) => {
    const { seen, listener } = keeper()
    const { refusal, base } = await withServer(listener, cleanup)
    const bad: Record<string, string>[] = [
      ...[
        'Host',
        'content-length',
        'Transfer-Encoding',
        'CONNECTION',
        'keep-alive',
        'te',
        'upgrade',
        'expect',
        'cookie',
        'accept-encoding',
      ].map((name) => ({ [name]: 'x' })),
      ...['Proxy-Authorization', 'proxy-x', 'Sec-Fetch-Site', 'x-forwarded-for', 'forwarded'].map((name) => ({ [name]: 'x' })),
      ...['', 'a b', 'a:b', 'a\r\nb', 'ü', 'a\0', '(a)'].map((name) => ({ [name]: 'x' })),
      ...['a\r\nx-injected: 1', 'a\nb', 'a\rb', 'a\0b', 'ü', '\u2028', '\u560a'].map((value) => ({ 'x-a': value })),
      { 'X-A': '1', 'x-a': '2' },
    ]
    for (const headers of bad) {
      assert.equal(
        (await refusal('http_fetch', { method: 'GET', url: `${base}/`, headers })).code,
        'header_refused',
        JSON.stringify(headers)
      )
    }
    assert.lengthOf(seen, 0)
  })

  test('requests of the wrong shape are refused in words', async ({ assert, cleanup }) => {
    const { listener, seen } = keeper()
    const { refusal, base } = await withServer(listener, cleanup)
    const url = `${base}/`
    const wrong: [unknown, string, RegExp][] = [
      [{ url }, 'invalid_request', /method must have required property/],
      [{ method: 'TRACE', url }, 'invalid_request', /method must be equal to one of the allowed values/],
      [{ method: 'CONNECT', url }, 'invalid_request', /method/],
      [{ method: 'get', url }, 'invalid_request', /method/],
      [{ method: 'GET', url, redirect: 'follow' }, 'invalid_request', /redirect must NOT have additional/],
      [{ method: 'GET', url, headers: { a: 1 } }, 'invalid_request', /headers.a must be string/],
      [{ method: 'GET', url, headers: [['a', 'b']] }, 'invalid_request', /headers must be object/],
      [{ method: 'GET', url, body: 'x' }, 'invalid_request', /GET has no body/],
      [{ method: 'POST', url, body: 'x', body_base64: 'eA==' }, 'invalid_request', /either body or body_base64/],
      [{ method: 'POST', url, body_base64: '***' }, 'invalid_request', /not base64/],
      [{ method: 'GET', url, timeout_ms: 0 }, 'invalid_request', /timeout_ms/],
      [{ method: 'POST', url, body: 'x'.repeat(65_537) }, 'request_too_large', /has 65537 bytes, at most 65536/],
      [{ method: 'POST', url, body: 'я'.repeat(40_000) }, 'request_too_large', /has 80000 bytes/],
    ]
    for (const [request, code, message] of wrong) {
      const refused = await refusal('http_fetch', request)
      assert.equal(refused.code, code, refused.message)
      assert.match(refused.message, message)
    }
    assert.lengthOf(seen, 0)
  })
})

test.group('http_fetch: the answer', (group) => {
  group.each.teardown(async () => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'runtime.http_requests_per_minute', 120)
    await settings.set(systemActor('test'), 'runtime.http_at_once', 8)
  })

  test('text comes as text, everything else in base64', async ({ assert, cleanup }) => {
    const bytes = Buffer.from([0xff, 0x00, 0x80])
    const { ask, base } = await withServer((request, response) => response.end(request.url === '/text' ? '\ufeffпривет' : bytes), cleanup)
    assert.equal((await ask<HttpAnswer>('http_fetch', { method: 'GET', url: `${base}/text` })).body, '\ufeffпривет')
    const binary = await ask<HttpAnswer>('http_fetch', { method: 'GET', url: `${base}/binary` })
    assert.equal(binary.body_base64, bytes.toString('base64'))
    assert.isUndefined(binary.body)
  })

  test('is bounded by what it weighs unpacked: a packed bomb is stopped, an honest packed answer is not', async ({ assert, cleanup }) => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const brotliBomb = brotliCompressSync(Buffer.alloc(16 * 1024 * 1024))
    const honest = gzipSync(Buffer.alloc(200_000, 'a'))
    const packed = (encoding: string, body: Buffer) => ({ encoding, body })
    const answers: Record<string, { encoding?: string; body: Buffer }> = {
      '/bomb': packed('gzip', bomb),
      '/double': packed('gzip, gzip', gzipSync(bomb)),
      '/brotli': packed('br', brotliBomb),
      '/honest': packed('gzip', honest),
      '/plain': { body: Buffer.alloc(300_000, 'a') },
      '/edge': { body: Buffer.alloc(256 * 1024, 'a') },
    }
    const { ask, refusal, base } = await withServer((request, response) => {
      const { encoding, body } = answers[request.url!]!
      if (encoding) response.setHeader('content-encoding', encoding)
      response.end(body)
    }, cleanup)
    for (const path of ['/bomb', '/double', '/brotli', '/plain']) {
      const { code, message } = await refusal('http_fetch', { method: 'GET', url: base + path })
      assert.equal(code, 'answer_too_large', path)
      assert.match(message, /262144/)
    }
    const unpacked = await ask<HttpAnswer>('http_fetch', { method: 'GET', url: `${base}/honest` })
    assert.lengthOf(unpacked.body!, 200_000)
    assert.notProperty(unpacked.headers, 'content-encoding')
    assert.notProperty(unpacked.headers, 'content-length')
    assert.lengthOf((await ask<HttpAnswer>('http_fetch', { method: 'GET', url: `${base}/edge` })).body!, 256 * 1024)
  })

  test('silence, dripping and a cut answer end in time and in words', async ({ assert, cleanup }) => {
    const timers: NodeJS.Timeout[] = []
    cleanup(() => timers.forEach(clearInterval))
    const { refusal, base } = await withServer((request, response) => {
      if (request.url === '/drip') timers.push(setInterval(() => response.write('x'), 20))
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '1000' }).write('half')
        setImmediate(() => response.destroy())
      }
    }, cleanup)
    for (const path of ['/silent', '/drip']) {
      const { code, message } = await refusal('http_fetch', { method: 'GET', url: base + path, timeout_ms: 200 })
      assert.deepEqual([code, message], ['http_timeout', 'No whole answer within 200 ms.'], path)
    }
    assert.equal((await refusal('http_fetch', { method: 'GET', url: `${base}/cut` })).code, 'http_failed')
  })

  test('never takes longer than the run may', async ({ assert, cleanup }) => {
    const { refusal, base } = await withServer(() => {}, cleanup, { wallMs: 2_000 })
    const first = await refusal('http_fetch', { method: 'GET', url: `${base}/`, timeout_ms: 30_000 })
    assert.equal(first.code, 'http_timeout')
    assert.match(first.message, /within 1?\d{1,3} ms/)
    const second = await refusal('http_fetch', { method: 'GET', url: `${base}/` })
    assert.deepEqual(second, { code: 'http_timeout', message: 'The run has no time left for an HTTP request.' })
  })

  test('so many in a minute and no more, counted for each installation', async ({ assert, cleanup }) => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'runtime.http_requests_per_minute', 3)
    let served = 0
    const { port, close } = await serve((_request, response) => response.end(String(served++)))
    cleanup(close)
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/` }
    // A minute that ends meanwhile allows three more: of twelve at least six are refused.
    const one = await httpPlugin({ allow: [local(port)] })
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => one.ask('http_fetch', request)))
    const allowed = outcomes.filter(({ status }) => status === 'fulfilled').length
    assert.isTrue(allowed === 3 || allowed === 6, `${allowed} were allowed`)
    assert.equal(served, allowed)
    const other = await httpPlugin({ allow: [local(port)] })
    await other.ask('http_fetch', request)
  })

  test('so many at once and no more; a place is free again when an answer came', async ({ assert, cleanup }) => {
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), 'runtime.http_at_once', 2)
    const waiting: (() => void)[] = []
    const arrived = Promise.withResolvers<void>()
    const { ask, refusal, base } = await withServer((_request, response) => {
      waiting.push(() => response.end('late'))
      if (waiting.length === 2) arrived.resolve()
    }, cleanup)
    const request = { method: 'GET', url: `${base}/` }
    const first = [ask('http_fetch', request), ask('http_fetch', request)]
    await arrived.promise
    assert.deepEqual(await refusal('http_fetch', request), {
      code: 'rate_limited',
      message: 'Limit: at most 2 HTTP requests of this plugin at once.',
    })
    waiting.splice(0).forEach((answer) => answer())
    await Promise.all(first)
    const again = ask<HttpAnswer>('http_fetch', { ...request, timeout_ms: 100 }).catch((error: { code: string }) => error.code)
    assert.equal(await again, 'http_timeout')
  })
})
