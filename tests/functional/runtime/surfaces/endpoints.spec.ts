import { test } from '@japa/runner'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { endpointRequestsPerAddress } from '#runtime/settings'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createTenant, createUser } from '#tests/support/users'
import { changeSetting } from '#tests/support/settings'
import { direct, installPuppet, runsOf } from '#tests/support/puppet'
import { newTokenSecret } from '#registry/tokens/token_secret'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

let tenant: Tenant
let puppet: Installation

const at = (path: string) => `/p/${tenant.slug}/puppet${path}`

test.group('Addresses of plugins', (group) => {
  group.each.setup(async () => {
    await forgetCounts()
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('a plugin gets path, query, body and harmless headers, and never a cookie', async ({ client, assert }) => {
    const answer = await client
      .post(`${at('/hook')}?a=1&b=2&b=3`)
      .header('cookie', 'rialto_session=secret')
      .header('x-hub-signature-256', 'sha256=abc')
      .header('x-csrf-token', 'ours')
      .header('content-type', 'application/json')
      .json({ hello: 'мир' })
    answer.assertStatus(200)
    answer.assertHeader('content-type', 'application/json')
    const input = JSON.parse(answer.text()) as Record<string, never>
    assert.containsSubset(input, { method: 'POST', path: '/hook', route: '/hook', query: { a: '1', b: ['2', '3'] }, member: null })
    assert.deepEqual(JSON.parse(input.body), { hello: 'мир' })
    const headers = input.headers as Record<string, string>
    assert.equal(headers['x-hub-signature-256'], 'sha256=abc')
    assert.notProperty(headers, 'cookie')
    assert.notProperty(headers, 'x-csrf-token')
    assert.match(input.caller, /^[0-9a-f]{16}$/)
    assert.isUndefined(answer.header('set-cookie'))
  })

  test('bytes that are no text come as base64; more than 256 KiB are refused', async ({ assert }) => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe])
    const send = (body: Buffer) =>
      fetch(`http://${env.get('HOST')}:${env.get('PORT')}${at('/hook')}`, { method: 'POST', body: new Uint8Array(body) })
    const answer = await send(bytes)
    assert.containsSubset(await answer.json(), { body: null, body_base64: bytes.toString('base64') })
    const large = await send(Buffer.alloc(256 * 1024 + 1, 'x'))
    assert.equal(large.status, 413)
    assert.equal(large.headers.get('content-type'), 'application/problem+json')
  })

  test('a bearer token of somebody else reaches the plugin, one of ours does not', async ({ client, assert }) => {
    const { user } = await createUser()
    const theirs = await client.get(at('/')).header('authorization', 'Bearer of-another-system')
    assert.equal(JSON.parse(theirs.text()).headers.authorization, 'Bearer of-another-system')
    for (const token of [await apiToken(user), newTokenSecret().secret]) {
      const ours = await client.get(at('/')).header('authorization', `Bearer ${token}`)
      ours.assertStatus(200)
      assert.notProperty(JSON.parse(ours.text()).headers, 'authorization')
    }
  })

  test('another path is 404, another method 405 with those that go; OPTIONS asks no plugin; HEAD has no body', async ({
    client,
    assert,
  }) => {
    const deep = await client.get(at('/items/a/b%20c'))
    assert.containsSubset(JSON.parse(deep.text()), { path: '/items/a/b c', route: '/items/*' })
    for (const path of ['/elsewhere', '/hook/more', '/items/%2e%2e/hook', '/items/a%2fb']) {
      const answer = await client.get(at(path))
      assert.equal(answer.status(), 404, path)
    }
    const wrong = await client.delete(at('/items/1'))
    wrong.assertStatus(405)
    wrong.assertHeader('allow', 'GET, PUT, HEAD, OPTIONS')
    const before = (await runsOf(puppet)).length
    const options = await client.request(at('/hook'), 'OPTIONS')
    options.assertStatus(204)
    assert.lengthOf(await runsOf(puppet), before)
    const head = await client.head(at('/items/1'))
    head.assertStatus(200)
    assert.isEmpty(head.text() ?? '')
    assert.lengthOf(await runsOf(puppet), before + 1)
  })

  test('not installed, of another tenant, unknown and switched off look alike', async ({ client, assert }) => {
    const other = await createTenant()
    const statuses = []
    for (const path of [`/p/${other.slug}/puppet/`, '/p/nobody/puppet/', `/p/${tenant.slug}/other/`, '/p/-/puppet/']) {
      statuses.push((await client.get(path)).status())
    }
    const disable = await app.container.make(DisablePlugin)
    await disable.handle({ actor: systemActor('test', tenant.id), installation: puppet })
    statuses.push((await client.get(at('/'))).status())
    assert.deepEqual(statuses, [404, 404, 404, 404, 404])
  })

  test('the platform’s own plugins answer below /p/-/', async ({ client, assert }) => {
    await installPuppet(null)
    const answer = await client.get('/p/-/puppet/items/1')
    answer.assertStatus(200)
    assert.equal(JSON.parse(answer.text()).path, '/items/1')
  })

  test('HTML is shown in a sandbox without scripts, and no plugin can loosen it', async ({ client, assert }) => {
    const headers = { 'content-type': 'text/html', 'x-frame-options': 'ALLOWALL', 'x-anything': 'yes' }
    await direct(puppet, { status: 200, headers, body: '<script>alert(1)</script>' })
    const answer = await client.get(at('/'))
    answer.assertStatus(200)
    answer.assertTextIncludes('<script>')
    const policy = answer.header('content-security-policy')!
    assert.match(policy, /^sandbox;/)
    assert.include(policy, "default-src 'none'")
    assert.notInclude(policy, 'allow-')
    answer.assertHeader('x-content-type-options', 'nosniff')
    answer.assertHeader('x-frame-options', 'DENY')
    answer.assertHeader('x-robots-tag', 'noindex, nofollow')
    answer.assertHeader('x-anything', 'yes')
  })

  test('it may lead to its own pages only', async ({ client }) => {
    await direct(puppet, { status: 302, headers: { location: '/items/1?ok=1' } })
    const inside = await client.get(at('/')).redirects(0)
    inside.assertStatus(302)
    inside.assertHeader('location', at('/items/1?ok=1'))
  })

  const HOSTILE: Record<string, unknown> = {
    'a redirect out': { status: 302, headers: { location: 'https://evil.example/' } },
    'a redirect out without a scheme': { status: 302, headers: { location: '//evil.example/' } },
    'a redirect up': { status: 302, headers: { location: '/../../seller' } },
    'a cookie': { status: 200, headers: { 'set-cookie': 'rialto_session=1' } },
    'a policy': { status: 200, headers: { 'content-security-policy': 'default-src *' } },
    'a header in a header': { status: 200, headers: { 'x-a': 'b\r\nset-cookie: c=d' } },
    'leave for a worker': { status: 200, headers: { 'service-worker-allowed': '/' } },
    'a script': { status: 200, headers: { 'content-type': 'text/javascript' }, body: 'alert(1)' },
    'a picture that is a page': { status: 200, headers: { 'content-type': 'image/svg+xml' }, body: '<svg/>' },
    'a status of its own': { status: 999 },
    'a list': [],
    'no JSON': 'nonsense',
    'ten million letters': 'huge',
    'a refusal': 'fail',
  }
  test('{$self} is answered with 502 and counts as a failure')
    .with(Object.keys(HOSTILE))
    .run(async ({ client, assert }, what) => {
      await direct(puppet, HOSTILE[what])
      const answer = await client.get(at('/')).redirects(0)
      answer.assertStatus(502)
      answer.assertHeader('content-type', 'application/problem+json')
      assert.equal(answer.body().error_code, 'PLUGIN_FAILED')
      assert.isUndefined(answer.header('set-cookie'))
      assert.isUndefined(answer.header('location'))
      const [run] = await runsOf(puppet)
      assert.notEqual(run!.outcome, 'ok')
    })

  test('a loop ends by itself and breaks nothing for the next caller', async ({ client, assert }) => {
    await direct(puppet, 'loop')
    const answer = await client.get(at('/'))
    assert.include([502, 504], answer.status())
    await direct(puppet, 'echo')
    const next = await client.get(at('/'))
    next.assertStatus(200)
  })

  test('members are known by token or session, everybody else stays outside', async ({ client, assert }) => {
    const member = await createUser({ tenant: { role: 'viewer', of: tenant } })
    const stranger = await createUser({ tenant: { role: 'owner' } })
    const guest = await client.get(at('/members'))
    guest.assertStatus(401)
    const foreign = await client.get(at('/members')).bearerToken(await apiToken(stranger.user, stranger.tenant!.id))
    foreign.assertStatus(403)
    const byToken = await client.post(at('/members')).bearerToken(await apiToken(member.user, tenant.id))
    byToken.assertStatus(200)
    assert.deepEqual(JSON.parse(byToken.text()).member, { user_id: member.user.id, role: 'viewer' })
    const bySession = await client.get(at('/members')).loginAs(member.user)
    bySession.assertStatus(200)
    bySession.assertHeader('cache-control', 'private, no-store')
    assert.isUndefined(bySession.header('set-cookie'))
    const posted = await client.post(at('/members')).loginAs(member.user)
    posted.assertStatus(405)
  })

  test('too many requests from one address are refused, and say when to come again', async ({ client, cleanup, assert }) => {
    cleanup(await changeSetting(endpointRequestsPerAddress.key, 3))
    for (let sent = 0; sent < 3; sent++) (await client.get(at('/'))).assertStatus(200)
    const refused = await client.get(at('/'))
    refused.assertStatus(429)
    assert.isAbove(Number(refused.header('retry-after')), 0)
  })
})
