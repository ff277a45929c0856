import { test } from '@japa/runner'
import { createConnection } from 'node:net'
import { serve } from '#tests/support/http_server'
import { httpPlugin, local, type HttpAnswer } from '#tests/support/http_plugin'

/** Spellings of loopback and of other private addresses, each as some parser reads it. */
const SPELLINGS = [
  ...['127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0x7f.1', '0', '0.0.0.0'],
  ...[
    '127.0.0.1.',
    '127.0.0.1%2e',
    '%31%32%37.0.0.1',
    '127。0。0。1',
    '１２７.0.0.1',
    '①②⑦.0.0.1',
    '127．0．0．1',
    '127.0.0.1%00.example.com',
  ],
  ...['[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]'],
  ...[
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::a00:1]',
    '[2002:7f00:1::]',
    '[2002:a00:1::1]',
    '[2001:0:7f00:1::]',
    '[fe80::1]',
    '[fe80::1%25eth0]',
  ],
  ...[
    '[fe80::1%eth0]',
    '[::ffff:0:127.0.0.1]',
    '[100::1]',
    '[3fff::1]',
    '[5f00::1]',
    '[fd00::1]',
    '[fec0::1]',
    '[ff02::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
  ],
  ...[
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'ip6-localhost',
    'metadata.google.internal',
  ],
]

const AROUND = [
  'https://user@api.example.com/',
  'https://user:pass@api.example.com/',
  'https://api.example.com@127.0.0.1/',
  'https://127.0.0.1#@api.example.com/',
  'https://127.0.0.1\\@api.example.com/',
  'https:\\\\api.example.com/',
  'https:///api.example.com/',
  'https:api.example.com',
  '//api.example.com/',
  'api.example.com',
  'https://api.example.com./',
  'https://api.example.com.evil.test/',
  'https://evil-api.example.com/',
  'https://x.api.example.com/',
  'https://example.com/',
  'https://api.exаmple.com/',
  'https://api%2eexample.com/',
  'https://api.example.com%2f@127.0.0.1/',
  'https://api\t.example.com/',
  'https://api.example.com/\n',
  ' https://api.example.com/',
  'https://api.example.com/a b',
  'https://api.example.com/#fragment',
  'https://{{secret:unset_one}}/',
  'https://api.example.com/{{secret:unset_one}}',
  'http://api.example.com/',
  'http://api.example.com:443/',
  'https://api.example.com:80/',
  'https://api.example.com:8443/',
  'https://api.example.com:22/',
  'https://api.example.com:0/',
  'https://api.example.com:65536/',
  ...['ftp', 'file', 'gopher', 'ws', 'wss', 'data', 'javascript', 'unix', 'blob'].map((scheme) => `${scheme}://api.example.com/`),
]

const REFUSED = ['invalid_url', 'host_not_granted', 'address_refused', 'secret_not_allowed_here', 'invalid_request']

const resolveTo = (...answers: string[][]) => {
  const asked: string[] = []
  const resolve = ((host: string, _options: object, done: (error: null, list: object[]) => void) => {
    asked.push(host)
    const addresses = answers[Math.min(asked.length, answers.length) - 1]!
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    )
  }) as never
  return { resolve, asked }
}

test.group('http_fetch: where it may go', () => {
  test('no spelling of a private address is let through, granted or not', async ({ assert }) => {
    const hosts = ['api.example.com', ...SPELLINGS.map((host) => host.toLowerCase())]
    const { resolve, asked } = resolveTo(['127.0.0.1'])
    const granted = await httpPlugin({ hosts, granted: ['http', ...hosts.map((host) => `host:${host}`)], resolve })
    const ungranted = await httpPlugin({ hosts: ['api.example.com'], resolve })
    for (const host of SPELLINGS) {
      for (const url of [`https://${host}/`, `https://${host}:443/`, `http://${host}/`, `http://${host}:80/x`]) {
        for (const { refusal } of [granted, ungranted]) {
          assert.include(REFUSED, (await refusal('http_fetch', { method: 'GET', url })).code, url)
        }
      }
    }
    for (const host of asked) assert.match(host, /[a-z]/, 'only names are resolved')
  })

  test('what stands around, beside or instead of the granted host is refused', async ({ assert }) => {
    const { refusal } = await httpPlugin({ hosts: ['api.example.com'], resolve: resolveTo(['93.184.216.34']).resolve })
    for (const url of AROUND) assert.include(REFUSED, (await refusal('http_fetch', { method: 'GET', url })).code, JSON.stringify(url))
  })

  test('a host is granted by exactly its name; what the manifest asks for and nobody granted is not', async ({ assert }) => {
    const { refusal } = await httpPlugin({ hosts: ['api.example.com', 'other.example.com'], granted: ['http', 'host:other.example.com'] })
    assert.deepEqual(await refusal('http_fetch', { method: 'GET', url: 'https://api.example.com/' }), {
      code: 'host_not_granted',
      message: 'The host "api.example.com" was not granted.',
    })
    const unasked = await httpPlugin({ hosts: [], granted: ['http', 'host:api.example.com'] })
    assert.equal((await unasked.refusal('http_fetch', { method: 'GET', url: 'https://api.example.com/' })).code, 'host_not_granted')
    const without = await httpPlugin({ hosts: ['api.example.com'], granted: ['host:api.example.com'] })
    assert.equal((await without.refusal('http_fetch', { method: 'GET', url: 'https://api.example.com/' })).code, 'not_granted')
  })

  test('a granted name that leads to a private address is refused when it connects', async ({ assert }) => {
    const addresses = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', 'fd00::1', '2002:a00:1::']
    for (const list of [...addresses.map((address) => [address]), ['93.184.216.34', '127.0.0.1']]) {
      const { refusal } = await httpPlugin({ hosts: ['api.example.com'], resolve: resolveTo(list).resolve })
      assert.equal((await refusal('http_fetch', { method: 'GET', url: 'https://api.example.com/' })).code, 'address_refused', list.join())
    }
  })

  test('a name that changes between check and connect gains nothing: one resolution, checked, is what is connected to', async ({
    assert,
  }) => {
    // Global unicast that nobody was given: allowed, and nobody is there.
    const { resolve, asked } = resolveTo(['2f00::1'], ['127.0.0.1'])
    const request = { method: 'GET', url: 'https://rebind.example.com/', timeout_ms: 300 }
    const before = await httpPlugin({ hosts: ['rebind.example.com'], resolve })
    const first = await before.refusal('http_fetch', request)
    assert.include(['http_timeout', 'http_failed'], first.code)
    assert.deepEqual(asked, ['rebind.example.com'], 'nobody asked a second time before connecting')
    const after = await httpPlugin({ hosts: ['rebind.example.com'], resolve })
    assert.equal((await after.refusal('http_fetch', request)).code, 'address_refused')
    assert.lengthOf(asked, 2)
  })

  test('what the operator opened is reached on that very port, and only when it was granted as well', async ({ assert, cleanup }) => {
    const one = await serve((_request, response) => response.end('one'))
    const two = await serve((_request, response) => response.end('two'))
    cleanup(() => void (one.close(), two.close()))
    const opened = await httpPlugin({ allow: [local(one.port)] })
    const answer = await opened.ask<HttpAnswer>('http_fetch', { method: 'GET', url: `http://127.0.0.1:${one.port}/` })
    assert.deepInclude(answer, { status: 200, body: 'one', url: `http://127.0.0.1:${one.port}/` })
    assert.equal((await opened.refusal('http_fetch', { method: 'GET', url: `http://127.0.0.1:${two.port}/` })).code, 'address_refused')
    const ungranted = await httpPlugin({ allow: [local(one.port)], hosts: ['api.example.com'] })
    assert.equal((await ungranted.refusal('http_fetch', { method: 'GET', url: `http://127.0.0.1:${one.port}/` })).code, 'host_not_granted')
  })

  test('the host of a setting is the one that stands there now', async ({ assert, cleanup }) => {
    const { port, close } = await serve((_request, response) => response.end('set'))
    cleanup(close)
    const plugin = await httpPlugin({
      hosts: ['setting:endpoint'],
      allow: [local(port)],
      settings: { endpoint: `http://127.0.0.1:${port}/x` },
    })
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/` }
    assert.equal((await plugin.ask<HttpAnswer>('http_fetch', request)).body, 'set')
    for (const endpoint of ['https://elsewhere.example.com/', 'not a url', 'ftp://127.0.0.1/', 7, undefined]) {
      plugin.installation.settings = { endpoint } as never
      assert.equal((await plugin.refusal('http_fetch', request)).code, 'host_not_granted')
    }
  })

  test('a redirect is shown, never followed', async ({ assert, cleanup }) => {
    let hits = 0
    const inner = await serve((_request, response) => response.end(String(hits++)))
    const outer = await serve((_request, response) => response.writeHead(302, { location: `http://127.0.0.1:${inner.port}/` }).end())
    cleanup(() => void (inner.close(), outer.close()))
    const { ask, refusal } = await httpPlugin({ allow: [local(outer.port)] })
    const answer = await ask<HttpAnswer>('http_fetch', { method: 'GET', url: `http://127.0.0.1:${outer.port}/` })
    assert.equal(answer.status, 302)
    assert.equal(answer.headers.location, `http://127.0.0.1:${inner.port}/`)
    assert.equal((await refusal('http_fetch', { method: 'GET', url: answer.headers.location })).code, 'address_refused')
    assert.equal(hits, 0)
    await new Promise<void>((resolve, reject) => {
      const socket = createConnection(inner.port, '127.0.0.1', () => resolve(void socket.end())).once('error', reject)
    })
  })
})
