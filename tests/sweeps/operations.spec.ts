import { randomUUID } from 'node:crypto'
import env from '#start/env'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { forgetCounts } from '#tests/support/forget_counts'
import { createUser } from '#tests/support/users'
import { getPages, hasParameters } from './support/pages.js'
import { Person } from './support/person.js'
import { origin, send } from './support/send.js'
import { createWorld, type World } from './support/world.js'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const directives = (policy: string | null) =>
  (policy ?? '')
    .split(';')
    .map((directive) => directive.trim())
    .filter(Boolean)
    .sort()

const SAMPLE =
  /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_]\w*="(\\.|[^"\\])*"(,[a-zA-Z_]\w*="(\\.|[^"\\])*")*\})? (NaN|[+-]?Inf|[+-]?\d+(\.\d+)?(e[+-]?\d+)?)$/

const secrets = () =>
  [env.get('APP_KEY'), env.get('JWT_SECRET'), env.get('VAULT_KEY'), env.get('SIGNING_KEY'), env.get('METRICS_TOKEN')]
    .map((secret) => secret.release())
    .concat(env.get('DATABASE_URL'))

const open = (path: string, headers: Record<string, string> = {}) => send({ method: 'GET', path, headers })
const browse = (path: string, headers: Record<string, string> = {}) => open(path, { accept: 'text/html', ...headers })

test.group('Probes', () => {
  test('/ping, /health and /health/live answer without asking anybody; /health/ready tells each part and its latency', async ({
    assert,
  }) => {
    for (const path of ['/ping', '/health', '/health/live']) {
      const { status, json } = await open(path)
      assert.equal(status, 200, path)
      assert.equal(json?.status as string, 'ok')
    }
    const { status, json } = await open('/health/ready')
    assert.include([200, 503], status)
    assert.include(['healthy', 'degraded', 'unhealthy'], json?.status as string)
    const components = json?.components as Record<string, { status: string; latency_ms: number }>
    for (const name of ['database', 'jobs', 'worker', 'outbox', 'files', 'search', 'analytics']) assert.property(components, name)
    for (const part of Object.values(components)) {
      assert.sameMembers(Object.keys(part), ['status', 'latency_ms'])
      assert.isNumber(part.latency_ms)
    }
  })

  test('/metrics is nothing to whoever lacks its token, and Prometheus can read it', async ({ assert }) => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: '' }] as Record<string, string>[]) {
      assert.equal((await open('/metrics', headers)).status, 404)
    }
    const { status, text, headers } = await open('/metrics', { authorization: `Bearer ${env.get('METRICS_TOKEN').release()}` })
    assert.equal(status, 200)
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
    const lines = text.trim().split('\n')
    const declared = new Set(lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]))
    const samples = lines.filter((line) => !line.startsWith('#'))
    assert.isNotEmpty(samples)
    for (const sample of samples) {
      assert.match(sample, SAMPLE)
      const name = sample.split(/[{ ]/)[0]
      assert.isTrue(declared.has(name) || declared.has(name.replace(/_(bucket|sum|count)$/, '')), `${name} has no type`)
    }
    assert.isTrue([...declared].some((name) => name.startsWith('rialto_')))
  })

  test('tell no secret, address or path of the machine', async ({ assert }) => {
    const token = env.get('METRICS_TOKEN').release()
    const answers = await Promise.all([
      open('/ping'),
      open('/health/ready'),
      open('/openapi.json'),
      browse('/'),
      browse('/docs'),
      browse('/no-such-page'),
    ])
    answers.push(await open('/metrics', { authorization: `Bearer ${token}` }))
    for (const { text } of answers) {
      for (const secret of secrets()) assert.notInclude(text, secret)
      assert.notMatch(text, /postgres:\/\/|node_modules|\/app\/core\//)
    }
  })
})

test.group('Headers', (group) => {
  let world: World
  group.setup(async () => {
    world = await createWorld()
    await forgetCounts()
  })

  test('every page, refusals too, carries the whole policy and may be framed by nobody', async ({ assert }) => {
    const everyone = await createUser({ platform: ['superadmin'], tenant: { role: 'owner', of: world.owner.tenant } })
    const person = await Person.signedIn(everyone)
    const paths = getPages().flatMap((page) => (hasParameters(page) ? [] : [page.pattern]))
    const odd = ['/no-such-page', '/products/no-such-product', '/operator/users/not-a-uuid', '/search?q=a%00b', '/account/orders/x']
    const complaints: string[] = []
    let seen = 0
    for (const path of [...paths, ...odd]) {
      const { status, headers } = await person.open(path)
      if (!headers.get('content-type')?.startsWith('text/html')) continue
      seen += 1
      const policy = directives(headers.get('content-security-policy'))
      if (policy.join() !== directives(POLICY).join()) complaints.push(`${path} (${status}): policy ${policy.join('; ')}`)
      if (headers.get('x-frame-options') !== 'DENY') complaints.push(`${path} (${status}): may be framed`)
      if (headers.get('x-content-type-options') !== 'nosniff') complaints.push(`${path} (${status}): may be sniffed`)
    }
    assert.isAbove(seen, 30)
    assert.deepEqual(complaints, [])
  })

  test('answers name their request; a name that is no name is replaced', async ({ assert }) => {
    const own = randomUUID()
    assert.equal((await open('/ping', { 'x-request-id': own })).headers.get('x-request-id'), own)
    for (const forged of ['x'.repeat(5_000), 'a b', '<script>', 'a"b', '{}']) {
      const given = (await open('/api/v1/orders', { 'x-request-id': forged })).headers.get('x-request-id')
      assert.match(given ?? '', /^[\w-]{8,64}$/)
      assert.notEqual(given, forged)
    }
    assert.notEqual((await open('/ping')).headers.get('x-request-id'), (await open('/ping')).headers.get('x-request-id'))
  })

  test('JSON may not be sniffed and names no framework', async ({ assert }) => {
    for (const path of ['/api/v1/products', '/api/v1/orders', '/ping', '/openapi.json', '/api/v1/%']) {
      const { headers } = await open(path)
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path)
      assert.isNull(headers.get('x-powered-by'))
    }
  })
})

test.group('Forged forwarding', () => {
  const forged = {
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'forwarded': 'for=203.0.113.7;host=evil.example',
  }

  test('changes neither links nor redirects nor cookies', async ({ assert }) => {
    for (const path of ['/', '/sign-in', '/docs', '/openapi.json', '/operator']) {
      const { text, headers } = await browse(path, forged)
      assert.notInclude(text, 'evil.example')
      assert.notInclude(headers.get('location') ?? '', 'evil.example')
      assert.notMatch(headers.getSetCookie().join(), /;\s*secure/i)
    }
  })

  test('changes not who acted: the audit log has the address the request came from', async ({ assert }) => {
    const email = `${randomUUID()}@example.test`
    const body = { email, password: 'a long enough password', company_name: 'A company' }
    const { status, json } = await send({ method: 'POST', path: '/api/v1/auth/register', headers: forged, body })
    assert.equal(status, 201, JSON.stringify(json))
    const user = await db.from('users').where('email', email).firstOrFail()
    const rows = await db.from('audit_log').where('actor_id', user.id).orWhere('target_id', user.id)
    assert.isNotEmpty(rows)
    for (const { ip } of rows) assert.equal(ip, new URL(origin()).hostname)
  })

  test('takes no place at the limits: another forged address is no other address', async ({ assert }) => {
    await forgetCounts()
    const attempt = (address: string) =>
      send({
        method: 'POST',
        path: '/api/v1/auth/login',
        headers: { 'x-forwarded-for': address },
        body: { email: 'nobody@example.test', password: 'x' },
      })
    const statuses: number[] = []
    for (let at = 1; at <= 12; at++) statuses.push((await attempt(`203.0.113.${at}`)).status)
    assert.include(statuses, 429)
    assert.equal(statuses[0], 401)
    await forgetCounts()
  })
})
