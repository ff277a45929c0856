import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { steadyQueries } from '#tests/support/statements'
import { apiToken, createUser } from '#tests/support/users'
import { pluginManifest, pluginName, publishBody } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { needs } from '#tests/unit/registry/dependencies/small_registries'
import type { ApiClient } from '@japa/api-client'

const publisher = async () => (await createUser({ platform: ['user'] })).user
const names = <Length extends number>(count: Length) => Array.from({ length: count }, () => pluginName('dep'))

const needsOf = (name: string) =>
  db
    .from('version_deps as d')
    .join('plugin_versions as v', 'v.id', 'd.version_id')
    .join('plugins as p', 'p.id', 'v.plugin_id')
    .where('p.name', name)
    .orderBy(['d.kind', 'd.dep_canon_name'])
    .select('d.kind', 'd.dep_canon_name as name', 'd.range', 'v.platform_range as platform')

test.group('Publishing what a plugin needs', () => {
  const publish = (client: ApiClient, token: string, body: object) => client.post('/api/v1/plugins/publish').bearerToken(token).json(body)

  test('the manifest says it, or the request, in either casing', async ({ client, assert }) => {
    const token = await apiToken(await publisher())
    const [byManifest, byRequest] = names(2) as [string, string]
    const says = {
      dependencies: { Some_Base: '^1' },
      peer_dependencies: { 'the-shop': '>=2 <4' },
      optional_dependencies: { 'nice-to-have': '*' },
      conflicts: { 'old-rival': '<1.5' },
      platform: '>=0.1 <9',
    }
    const expected = [
      { kind: 'conflicts', name: 'old-rival', range: '<1.5', platform: '>=0.1 <9' },
      { kind: 'optional', name: 'nice-to-have', range: '*', platform: '>=0.1 <9' },
      { kind: 'peer', name: 'the-shop', range: '>=2 <4', platform: '>=0.1 <9' },
      { kind: 'runtime', name: 'some-base', range: '^1', platform: '>=0.1 <9' },
    ]
    const inManifest = publishBody({ name: byManifest }, { manifest: { ...pluginManifest({ name: byManifest }), ...says } })
    ;(await publish(client, token, inManifest)).assertStatus(200)
    assert.deepEqual(await needsOf(byManifest), expected)

    const { peer_dependencies: peerDependencies, optional_dependencies: optionalDependencies, ...rest } = says
    const inRequest = publishBody({ name: byRequest }, { ...rest, peerDependencies, optionalDependencies })
    ;(await publish(client, token, inRequest)).assertStatus(200)
    assert.deepEqual(await needsOf(byRequest), expected)
  })

  test('what is no name or range, is said twice, or said differently, is refused by its field', async ({ client, assert }) => {
    const token = await apiToken(await publisher())
    const name = pluginName()
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`plugin-${at}`, '*']))
    const manifest = pluginManifest({ name })
    const cases: [string, Record<string, unknown>][] = [
      ['peer_dependencies.the-shop', { peer_dependencies: { 'the-shop': 'newest' } }],
      ['optional_dependencies.a b', { optional_dependencies: { 'a b': '*' } }],
      ['conflicts.' + name, { conflicts: { [name]: '*' } }],
      ['dependencies.some_base', { dependencies: { 'some-base': '*', 'some_base': '^1' } }],
      ['peer_dependencies.some-base', { dependencies: { 'some-base': '*' }, peer_dependencies: { 'some-base': '^1' } }],
      ['dependencies', { dependencies: many }],
      ['platform', { platform: 'the newest' }],
      ['dependencies', { dependencies: { 'some-base': '^1' }, manifest: { ...manifest, dependencies: { 'some-base': '^2' } } }],
      ['manifest.conflicts.old-rival', { manifest: { ...manifest, conflicts: { 'old-rival': 'x.y.z' } } }],
      ['manifest.platform', { manifest: { ...manifest, platform: 'any' } }],
    ]
    for (const [field, extra] of cases) {
      const response = await publish(client, token, publishBody({ name }, extra))
      response.assertStatus(422)
      response.assertBodyContains({ details: [{ field }] })
    }
    assert.deepEqual(await needsOf(name), [])
    const same = { dependencies: { 'Some-Base': '^1' }, manifest: { ...manifest, dependencies: { some_base: '^1' } } }
    ;(await publish(client, token, publishBody({ name }, same))).assertStatus(200)
  })
})

test.group('Dependencies and dependents of a plugin', () => {
  test('are listed page by page, with what is there of them', async ({ client, assert }) => {
    const [base, gone, ...users] = names(5) as [string, string, string, string, string]
    const user = await publisher()
    await releaseAll(user, [
      { name: base, version: '1.0.0' },
      ...users.map((name) => ({ name, version: '1.0.0', needs: needs(`runtime ${base} ^1, optional ${gone} *`) })),
    ])
    const needed = await client.get(`/api/v1/plugins/${users[0]}/dependencies`)
    needed.assertStatus(200)
    assert.sameDeepMembers(needed.body().data, [
      { name: base, kind: 'runtime', range: '^1', latest_version: '1.0.0' },
      { name: gone, kind: 'optional', range: '*', latest_version: null },
    ])
    const first = await client.get(`/api/v1/plugins/${base}/dependents`).qs({ limit: 2 })
    const rest = await client.get(`/api/v1/plugins/${base}/dependents`).qs({ limit: 2, cursor: first.body().meta.next_cursor })
    assert.deepEqual(
      [...first.body().data, ...rest.body().data].map(({ name }: { name: string }) => name),
      [...users].sort()
    )
    assert.isNull(rest.body().meta.next_cursor)
    ;(await client.get(`/api/v1/plugins/${base}/dependents`).header('if-none-match', first.header('etag') ?? '')).assertStatus(200)
    const known = await client.get(`/api/v1/plugins/${base}/dependents`).qs({ limit: 2 }).header('if-none-match', first.header('etag')!)
    known.assertStatus(304)
    ;(await client.get(`/api/v1/plugins/${base}/dependents`).qs({ cursor: 'nonsense' })).assertStatus(422)
    ;(await client.get(`/api/v1/plugins/${base}/dependencies`).qs({ version: '9.9.9' })).assertStatus(404)
    ;(await client.get(`/api/v1/plugins/${pluginName()}/dependents`)).assertStatus(404)
  })

  test('takes as many statements for a wide question as for a narrow one', async ({ client, assert }) => {
    const all = names(6)
    await releaseAll(
      await publisher(),
      all.map((name) => ({ name, version: '1.0.0' }))
    )
    const count = async (asked: string[]) => {
      const body = { requires: Object.fromEntries(asked.map((name) => [name, '*'])) }
      return steadyQueries(() => client.post('/api/v1/resolve').json(body))
    }
    assert.equal(await count(all), await count(all.slice(0, 1)))
  })
})
