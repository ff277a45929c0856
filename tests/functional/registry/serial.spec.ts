import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { RequestLimits } from '#core/limits/request_limits'
import { Settings } from '#core/settings/settings'
import { sqlRows } from '#core/database/sql'
import { systemActor } from '#core/actor'
import { YankVersion } from '#registry/actions/yank_version'
import { settledSerial } from '#registry/serial/registry_serial'
import { forgetCounts } from '#tests/support/forget_counts'
import { actorOf, pluginName, publishBody, releasePlugin } from '#tests/support/plugin_uploads'
import { apiToken, createUser } from '#tests/support/users'
import { trustedIssuers } from '#registry/trusted/settings'
import { waitFor } from '#tests/support/wait_for'

const serialOf = (response: { header(name: string): string | undefined }) => Number(response.header('rialto-serial'))

test.group('The registry’s serial', (group) => {
  group.each.setup(forgetCounts)

  test('is answered by writes, and a read that demands it tells what was written, also past a known tag', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const path = `/api/v1/plugins/${name}`
    const before = await client.get(path)
    const yanked = await client.delete(`${path}/versions/1.0.0/yank`).bearerToken(await apiToken(user))
    const { serial } = yanked.body() as { serial: number }
    assert.isAbove(serial, serialOf(before))
    assert.isAtLeast(serialOf(yanked), serial)
    for (const read of [client.get(path).qs({ min_serial: serial }), client.get(path).header('rialto-min-serial', String(serial))]) {
      const response = await read.header('if-none-match', before.header('etag')!)
      response.assertStatus(200)
      assert.isAtLeast(serialOf(response), serial)
      response.assertBodyContains({ serial, versions: [{ yanked: true }] })
    }
    const again = await client.get(path)
    const known = await client.get(path).qs({ min_serial: serial }).header('if-none-match', again.header('etag')!)
    known.assertStatus(304)
    assert.isAtLeast(serialOf(known), serial)
  })

  test('stands in every write that changes what others read, and in the answers of lists', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { user: admin } = await createUser({ platform: ['admin'] })
    const [own, staff] = [await apiToken(user), await apiToken(admin)]
    const name = pluginName()
    const { pluginId } = await releasePlugin(user, { name })
    const writes = [
      await client
        .post('/api/v1/plugins/publish')
        .bearerToken(own)
        .json(publishBody({ name, version: '1.1.0', salt: 3 })),
      await client.post(`/api/v1/admin/plugins/${name}/verify`).bearerToken(staff).json({ verified: true }),
      await client
        .post(`/api/v1/admin/digests/${'1'.repeat(64)}/allow`)
        .bearerToken(staff)
        .json({ reason: 'It does no harm' }),
      await client.post(`/api/v1/admin/plugins/${name}/takedown`).bearerToken(staff).json({ reason: 'It does harm' }),
      await client.post(`/api/v1/admin/plugins/${name}/restore`).bearerToken(staff).json({}),
    ]
    let last = 0
    for (const write of writes) {
      write.assertStatus(200)
      const { serial } = write.body() as { serial: number }
      assert.isAbove(serial, last)
      last = serial
    }
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).serial, last)
    await waitFor('the last write to settle', async () => (await settledSerial()) >= last)
    for (const path of ['/api/v1/plugins', '/api/v1/stats', '/api/v1/advisories', `/api/v1/plugins/${name}/badges`]) {
      const response = await client.get(path).qs({ min_serial: last })
      response.assertStatus(200)
      assert.isAtLeast(serialOf(response), last, path)
    }
    ;(await client.post('/api/v1/plugins/search').qs({ min_serial: last }).json({ query: name })).assertBodyContains({
      plugins: [{ name }],
    })
  })

  test('stands in the answer of every write, of owners, rules, complaints and keys too, and in the document', async ({
    client,
    assert,
    cleanup,
  }) => {
    const { user } = await createUser({ platform: ['user'] })
    const { user: guest } = await createUser({ platform: ['user'] })
    const own = await apiToken(user)
    const name = pluginName()
    await releasePlugin(user, { name })
    const settings = await app.container.make(Settings)
    await settings.set(systemActor('test'), trustedIssuers.key, 'github=https://builds.example.com')
    cleanup(async () => void (await settings.set(systemActor('test'), trustedIssuers.key, trustedIssuers.default)))
    const path = `/api/v1/plugins/${name}`
    const writes = [
      await client.post(`${path}/owners/invitations`).bearerToken(own).json({ email: guest.email, role: 'publisher' }),
      await client.patch(`${path}/publishing`).bearerToken(own).json({ require_stage_approvals: 0 }),
      await client
        .patch(path)
        .bearerToken(own)
        .json({ deprecation: { reason: 'There is a better one' } }),
      await client
        .post(`${path}/trusted-publishers`)
        .bearerToken(own)
        .json({ issuer: 'https://builds.example.com', owner_id: '1', repository: 'shop', workflow: 'release.yml' }),
      await client
        .post(`${path}/reports`)
        .bearerToken(await apiToken(guest))
        .json({ kind: 'spam', evidence: 'It is one long advertisement' }),
      await client
        .post('/api/v1/tokens')
        .bearerToken(own)
        .json({ name: 'CI', scopes: ['yank'] }),
      await client
        .post('/api/v1/webhooks')
        .bearerToken(own)
        .json({ url: 'https://hooks.example.com/', events: ['version.yanked'] }),
    ]
    for (const [at, write] of writes.entries()) {
      if (write.status() !== 204) assert.isNumber(write.body().serial, `${at}: ${write.status()} ${write.text()}`)
      assert.isAbove(serialOf(write), 0, String(at))
      ;(await client.get(path).qs({ min_serial: serialOf(write) })).assertStatus(200)
    }
    const camel = await client.delete(`${path}/versions/1.0.0/yank`).bearerToken(own).header('accept', 'application/vnd.mockforge.v2+json')
    assert.isNumber(JSON.parse(camel.text()).serial)
    const { paths } = (await client.get('/openapi.json')).body()
    const named = ({ parameters }: { parameters: { name: string }[] }) => parameters.map(({ name: known }) => known)
    assert.includeMembers(named(paths['/api/v1/plugins/{name}'].get), ['min_serial', 'Rialto-Min-Serial'])
    assert.notInclude(named(paths['/api/v1/products'].get), 'min_serial')
    const asked = paths['/api/v1/plugins/{name}/owners/invitations'].post.responses['201'].content['application/json'].schema
    assert.property(asked.properties, 'serial')
  })

  test('that nobody reached is refused after a moment with when to come again; one that is no number at once', async ({
    client,
    assert,
  }) => {
    const ahead = await client.get('/api/v1/plugins').qs({ min_serial: 999_999_999_999 })
    ahead.assertStatus(409)
    ahead.assertBodyContains({ error_code: 'SERIAL_AHEAD' })
    assert.equal(ahead.header('retry-after'), '1')
    for (const bad of ['-1', 'x', '1.5', '9'.repeat(30)]) (await client.get('/api/v1/plugins').qs({ min_serial: bad })).assertStatus(422)
    ;(await client.get('/api/v1/plugins').qs({ min_serial: 0 })).assertStatus(200)
  })

  test('that is demanded counts against the limit of requests like anything else, also where it is refused', async ({
    client,
    cleanup,
  }) => {
    const settings = await app.container.make(Settings)
    const allow = (requests: number) => settings.set(systemActor('test'), 'registry.requests_per_address', requests)
    const limits = await app.container.make(RequestLimits)
    cleanup(async () => {
      await allow(1_000_000)
      limits.clear()
    })
    limits.clear()
    await allow(2)
    for (const demanded of ['x', '0']) {
      const response = await client.get('/api/v1/plugins').qs({ min_serial: demanded })
      response.assertStatus(demanded === 'x' ? 422 : 200)
    }
    ;(await client.get('/api/v1/plugins').qs({ min_serial: 999_999_999_999 })).assertStatus(429)
  })

  test('of lists never runs ahead of a write that is not committed yet', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    const trx = await db.transaction()
    try {
      const [{ serial }] = await sqlRows<{ serial: number }>(
        trx,
        `update plugins set serial = nextval('registry_serial') where name = ? returning serial`,
        [name]
      )
      const other = pluginName()
      await releasePlugin(user, { name: other })
      const later = (await db.from('plugins').where('name', other).firstOrFail()).serial as number
      assert.isAbove(later, serial)
      const readAt = performance.now()
      await waitFor('several looks', async () => {
        assert.isBelow(await settledSerial(), serial)
        return performance.now() - readAt > 600
      })
      await trx.commit()
      await waitFor('both writes to settle', async () => (await settledSerial()) >= later)
    } finally {
      if (!trx.isCompleted) await trx.rollback()
    }
  })

  test('of a yank comes with who could no longer be installed anew', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [base, dependent, free] = [pluginName(), pluginName(), pluginName()]
    await releasePlugin(user, { name: base })
    await releasePlugin(user, { name: base, version: '2.0.0', salt: 1 })
    await releasePlugin(user, { name: dependent, salt: 2 }, { says: { dependencies: { [base]: '^1.0.0' } } })
    await releasePlugin(user, { name: free, salt: 3 }, { says: { dependencies: { [base]: '>=1.0.0' } } })
    const token = await apiToken(user)
    const yank = (version: string) => client.delete(`/api/v1/plugins/${base}/versions/${version}/yank`).bearerToken(token)
    assert.deepEqual(((await yank('2.0.0')).body() as { stranded: object[] }).stranded, [])
    await (await app.container.make(YankVersion)).handle({ actor: actorOf(user), plugin: base, version: '2.0.0', isUndone: true })
    assert.deepEqual(((await yank('1.0.0')).body() as { stranded: object[] }).stranded, [
      { name: dependent, version: '1.0.0', range: '^1.0.0' },
    ])
  })
})
