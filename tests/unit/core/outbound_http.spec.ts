import { createServer } from 'node:http'
import { once } from 'node:events'
import { test } from '@japa/runner'
import { isPublicAddress, parseAllowList } from '#core/outbound/address_policy'
import { OutboundFailed, OutboundRefused } from '#core/outbound/exceptions'
import { guardedLookup, OutboundHttp } from '#core/outbound/outbound_http'
import type { AddressInfo } from 'node:net'
import type { RequestListener } from 'node:http'

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() }
}

const REFUSED_URLS = [
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://[fe80::1]/',
  'http://[fd00::1]/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://0.0.0.0/',
  'http://255.255.255.255/',
  'http://１２７.0.0.1/',
  'http://user:secret@example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'http://example.com:22/',
  'http://example.com:6379/',
  'not a url',
  'javascript:alert(1)',
  '//example.com/',
]

test.group('Outbound HTTP: what may be called', () => {
  for (const url of REFUSED_URLS) {
    test(`refuses ${url}`, ({ assert }) => {
      assert.throws(() => new OutboundHttp().assertAllowed(url), OutboundRefused.message)
    })
  }

  test('lets public addresses and names on the web ports through', ({ assert }) => {
    const http = new OutboundHttp()
    for (const url of ['http://93.184.216.34/', 'https://example.com/a?b=c', 'https://[2606:2800:220:1::1]/']) {
      assert.equal(http.assertAllowed(url).href, url)
    }
  })

  test('an address that is no address is not public', ({ assert }) => {
    for (const text of ['', 'localhost', '1.2.3', '::g', '999.1.1.1']) assert.isFalse(isPublicAddress(text))
  })

  test('the allow-list takes host:port pairs and refuses a typo', ({ assert }) => {
    assert.deepEqual(parseAllowList('127.0.0.1:8080, [::1]:90,Example.com:443'), [
      { host: '127.0.0.1', port: 8080 },
      { host: '[::1]', port: 90 },
      { host: 'example.com', port: 443 },
    ])
    for (const text of ['127.0.0.1', 'a:b', 'host:99999', 'http://x:80']) assert.throws(() => parseAllowList(text))
  })
})

test.group('Outbound HTTP: names', () => {
  const resolveTo = (...addresses: string[]) =>
    ((_host: string, _options: object, done: (error: null, list: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      )) as never

  const lookup = (resolve: never, trusted = false) =>
    new Promise((done, fail) =>
      guardedLookup(() => trusted, resolve)('name.test', { all: true }, (error, list) => (error ? fail(error) : done(list)))
    )

  test('a name that resolves to a private address is refused at connect time', async ({ assert }) => {
    await assert.rejects(() => lookup(resolveTo('10.1.2.3')), OutboundRefused.message)
    await assert.rejects(() => lookup(resolveTo('93.184.216.34', '127.0.0.1')), OutboundRefused.message)
    await assert.rejects(() => lookup(resolveTo('::ffff:10.0.0.1')), OutboundRefused.message)
  })

  test('a public name is connected to at the very address that was checked', async ({ assert }) => {
    assert.deepEqual(await lookup(resolveTo('93.184.216.34')), [{ address: '93.184.216.34', family: 4 }])
  })

  test('the names of this machine are refused in a real call', async ({ assert }) => {
    for (const host of ['localhost', 'LocalHost', 'localhost.', 'x.localhost']) {
      await assert.rejects(() => new OutboundHttp().request(`http://${host}/`), OutboundRefused.message)
    }
  })

  test('a name the operator wrote down is resolved as the system does, hosts file included', async ({ assert, cleanup }) => {
    const { port, close } = await serve((_request, response) => response.end('hello'))
    cleanup(close)
    const http = new OutboundHttp([{ host: 'localhost', port }])
    assert.equal((await http.request(`http://localhost:${port}/`)).status, 200)
  })
})

test.group('Outbound HTTP: the call', () => {
  test('calls an allowed local target, and only on the allowed port', async ({ assert, cleanup }) => {
    const { port, close } = await serve((_request, response) => response.end('hello'))
    cleanup(close)
    const http = new OutboundHttp([{ host: '127.0.0.1', port }])
    const answer = await http.request(`http://127.0.0.1:${port}/x`)
    assert.equal(Buffer.from(answer.body).toString(), 'hello')
    await assert.rejects(() => http.request(`http://127.0.0.1:${port + 1}/`), OutboundRefused.message)
    await assert.rejects(() => http.request('http://127.0.0.1/'), OutboundRefused.message)
  })

  test('does not follow a redirect to a private address', async ({ assert, cleanup }) => {
    const { port, close } = await serve((_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end())
    cleanup(close)
    const http = new OutboundHttp([{ host: '127.0.0.1', port }])
    await assert.rejects(() => http.request(`http://127.0.0.1:${port}/`, { maxRedirects: 3 }), OutboundRefused.message)
    assert.equal((await http.request(`http://127.0.0.1:${port}/`)).status, 302)
  })

  test('drops credentials when a redirect leaves the origin', async ({ assert, cleanup }) => {
    const seen: (string | undefined)[] = []
    const second = await serve((request, response) => response.end(String(seen.push(request.headers.authorization))))
    const first = await serve((_request, response) => response.writeHead(307, { location: `http://127.0.0.1:${second.port}/` }).end())
    cleanup(() => void (first.close(), second.close()))
    const http = new OutboundHttp([first, second].map(({ port }) => ({ host: '127.0.0.1', port })))
    await http.request(`http://127.0.0.1:${first.port}/`, { maxRedirects: 1, headers: { Authorization: 'Bearer x' } })
    assert.deepEqual(seen, [undefined])
  })

  test('stops at the size limit and at the deadline', async ({ assert, cleanup }) => {
    const { port, close } = await serve((request, response) => {
      if (request.url === '/big') response.end(Buffer.alloc(100_000))
    })
    cleanup(close)
    const http = new OutboundHttp([{ host: '127.0.0.1', port }])
    await assert.rejects(() => http.request(`http://127.0.0.1:${port}/big`, { maxBytes: 1_000 }), /larger than 1000/)
    await assert.rejects(() => http.request(`http://127.0.0.1:${port}/hang`, { timeoutMs: 50 }), OutboundFailed.message)
  })
})
