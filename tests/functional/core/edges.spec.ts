import { connect } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { answerClientError } from '#core/http/client_error'
import { hostCookieName } from '#core/http/secure_cookie'
import { Settings } from '#core/settings/settings'
import { apiToken, createUser } from '#tests/support/users'
import type { AddressInfo } from 'node:net'

const SHOP = 'https://shop.example'
const PRODUCTS = '/api/v1/products'

const allow = async (origins: string[]) => (await app.container.make(Settings)).set(systemActor('test'), 'core.cors_origins', origins)

test.group('Pages of other origins', (group) => {
  group.each.teardown(async () => void (await allow([])))

  test('read the API only where the operator lists them, never with cookies', async ({ client, assert }) => {
    assert.isUndefined((await client.get(PRODUCTS).header('origin', SHOP)).header('access-control-allow-origin'))
    await allow([SHOP])
    const answer = await client.get(PRODUCTS).header('origin', SHOP)
    assert.equal(answer.header('access-control-allow-origin'), SHOP)
    assert.isUndefined(answer.header('access-control-allow-credentials'))
    assert.match(answer.header('vary') ?? '', /origin/i)
    assert.match(answer.header('access-control-expose-headers') ?? '', /ratelimit/i)
    for (const origin of [
      'https://shop.example.evil.test',
      'http://shop.example',
      'https://SHOP.example',
      'null',
      '*',
      'https://a.shop.example',
    ]) {
      assert.isUndefined((await client.get(PRODUCTS).header('origin', origin)).header('access-control-allow-origin'), origin)
    }
  })

  test('are told beforehand what they may send', async ({ client, assert }) => {
    await allow([SHOP])
    const ask = (origin: string, method: string, headers: string) =>
      client.options(PRODUCTS).headers({ origin, 'access-control-request-method': method, 'access-control-request-headers': headers })
    const may = await ask(SHOP, 'PATCH', 'authorization, content-type')
    may.assertStatus(204)
    assert.equal(may.header('access-control-allow-origin'), SHOP)
    assert.include(may.header('access-control-allow-methods')!, 'PATCH')
    assert.match(may.header('access-control-allow-headers')!, /authorization/)
    for (const refused of [
      await ask('https://evil.test', 'GET', ''),
      await ask(SHOP, 'TRACE', ''),
      await ask(SHOP, 'GET', 'x-forwarded-for'),
    ]) {
      assert.isUndefined(refused.header('access-control-allow-origin'))
    }
  })

  test('see refusals, too; pages of the platform they never see', async ({ client, assert }) => {
    await allow([SHOP])
    const refused = await client.get('/api/v1/auth/me').header('origin', SHOP)
    refused.assertStatus(401)
    assert.equal(refused.header('access-control-allow-origin'), SHOP)
    for (const path of ['/', '/sign-in', '/account/profile']) {
      const page = await client.get(path).headers({ origin: SHOP, accept: 'text/html' }).redirects(0)
      assert.isUndefined(page.header('access-control-allow-origin'), path)
    }
  })

  for (const origin of [
    '*',
    'null',
    'https://*.example',
    'https://shop.example/',
    'shop.example',
    'https://shop.example/path',
    'javascript:1',
  ]) {
    test(`${origin} is no origin that can be listed`, async ({ assert }) => {
      await assert.rejects(() => allow([origin]))
    })
  }
})

test.group('Every answer', () => {
  test('says how it may be used, whatever it is', async ({ client, assert }) => {
    for (const path of ['/', '/api/v1/products', '/api/v1/no-such-thing', '/ping', '/no-such-page', '/api/v1/auth/me']) {
      const answer = await client.get(path)
      assert.equal(answer.header('referrer-policy'), 'same-origin', path)
      assert.equal(answer.header('cross-origin-opener-policy'), 'same-origin', path)
      assert.include(answer.header('permissions-policy') ?? '', 'camera=()', path)
      assert.equal(answer.header('x-content-type-options'), 'nosniff', path)
      assert.include(answer.header('content-security-policy') ?? "default-src 'none'", "default-src 'none'", path)
    }
    assert.equal((await client.get('/api/v1/products')).header('content-security-policy'), `default-src 'none'; frame-ancestors 'none'`)
  })

  test('cookies are for this host alone where there is HTTPS, and never for scripts', async ({ client, assert }) => {
    assert.equal(hostCookieName('rialto_session', 'https://market.example'), '__Host-rialto_session')
    assert.equal(hostCookieName('rialto_session', 'http://localhost:3333'), 'rialto_session')
    const cookies = [(await client.get('/sign-in')).header('set-cookie') as unknown as string[]].flat()
    const session = cookies.find((cookie) => cookie.startsWith('rialto_session='))!
    assert.match(session, /HttpOnly/i)
    assert.match(session, /SameSite=Lax/i)
    assert.match(session, /Path=\/(;|$)/i)
    assert.notMatch(session, /Domain=/i)
  })
})

type Raw = { status: number; headers: string; body: Record<string, unknown> }

/** A request as bytes; answers what comes back before the other side closes or the answer is whole. */
async function raw(port: number, text: string): Promise<Raw> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(text)
  let answer = ''
  for await (const chunk of socket) {
    answer += String(chunk)
    const [head, body] = answer.split('\r\n\r\n')
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
    if (body !== undefined && Buffer.byteLength(body) >= length) break
  }
  socket.destroy()
  const [headers, body] = answer.split('\r\n\r\n')
  return { status: Number(headers.split(' ')[1]), headers, body: JSON.parse(body) as Record<string, unknown> }
}

test.group('Requests that are refused early', () => {
  test('too large a body: 413 before a byte of it is read', async ({ assert }) => {
    const head = (path: string, length: number, token: string) =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const { status, headers, body } = await raw(env.get('PORT'), head('/api/v1/tokens', 300_000, token))
    assert.equal(status, 413)
    assert.match(headers, /application\/problem\+json/)
    assert.equal(body.error_code, 'REQUEST_ENTITY_TOO_LARGE')
  })

  test('a packed body is judged by what is in it, one that tells no length by what came', async ({ client, assert }) => {
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const answer = await client
      .post('/api/v1/tokens')
      .bearerToken(token)
      .json({ name: 'x'.repeat(250_000) })
    assert.equal(answer.status(), 422)
    const chunked = await fetch(`http://${env.get('HOST')}:${env.get('PORT')}/api/v1/tokens`, {
      method: 'POST',
      headers: { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' },
      body: new Blob([JSON.stringify({ name: 'x'.repeat(300_000) })]).stream(),
      duplex: 'half',
    } as RequestInit)
    assert.equal(chunked.status, 413)
  })

  test('a method the address does not answer to: 405 and which it does; an address of nothing: 404', async ({ client, assert }) => {
    const answer = await client.delete('/api/v1/auth/login')
    answer.assertStatus(405)
    assert.equal(answer.header('allow'), 'POST')
    assert.equal(answer.body().error_code, 'METHOD_NOT_ALLOWED')
    assert.equal((await client.put(PRODUCTS)).header('allow'), 'GET, HEAD')
    const nothing = await client.delete('/api/v1/no-such-thing')
    nothing.assertStatus(404)
    assert.isUndefined(nothing.header('allow'))
  })

  test('what Node itself cannot read is a problem document, too', async ({ assert }) => {
    const server = createServer((_, response) => response.end('{}')).on('clientError', answerClientError)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const large = await raw(port, `GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'x'.repeat(40_000)}\r\n\r\n`)
    assert.include(large.body, { status: 431, error_code: 'HEADERS_TOO_LARGE' })
    assert.equal(large.status, 431)
    const broken = await raw(port, 'HELLO\r\n\r\n')
    assert.include(broken.body, { status: 400, error_code: 'BAD_REQUEST' })
    const good = await raw(port, 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    assert.equal(good.status, 200)
    server.closeAllConnections()
    server.close()
  })
})
