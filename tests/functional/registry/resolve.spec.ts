import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { createUser } from '#tests/support/users'
import { actorOf, pluginName } from '#tests/support/plugin_uploads'
import { releaseAll } from '#tests/support/registry_index'
import { needs } from '#tests/unit/registry/dependencies/small_registries'
import { integrityOf, type Lockfile } from '#registry/dependencies/lockfile/lockfile'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import { YankVersion } from '#registry/actions/yank_version'
import { QuarantineVersion } from '#registry/actions/quarantine_version'
import type { ApiClient } from '@japa/api-client'

const resolve = (client: ApiClient, body: object) => client.post('/api/v1/resolve').json(body)
const versionsOf = (lockfile: Lockfile) => Object.fromEntries(lockfile.plugins.map(({ name, version }) => [name, version]))
const publisher = async () => (await createUser({ platform: ['user'] })).user
const names = <Length extends number>(count: Length) => Array.from({ length: count }, () => pluginName('dep'))

test.group('Resolving by API', () => {
  test('brings what is needed, says why, and locks the very bytes', async ({ client, assert }) => {
    const [shop, tax] = names(2)
    await releaseAll(await publisher(), [
      { name: tax, version: '1.0.0' },
      { name: tax, version: '1.4.0' },
      { name: tax, version: '2.0.0' },
      { name: shop, version: '1.2.0', needs: needs(`runtime ${tax} ^1`) },
    ])
    const response = await resolve(client, { requires: { [shop.toUpperCase().replaceAll('-', '_')]: '^1' } })

    response.assertStatus(200)
    const { lockfile, changes, explanation } = response.body()
    assert.deepEqual(versionsOf(lockfile), { [shop]: '1.2.0', [tax]: '1.4.0' })
    assert.deepEqual(
      lockfile.plugins.map(({ name }: { name: string }) => name),
      [tax, shop]
    )
    const { artifact_digest: digest } = await db
      .from('plugin_versions as v')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where({ 'p.name': tax, 'v.version': '1.4.0' })
      .select('v.artifact_digest')
      .firstOrFail()
    assert.equal(lockfile.plugins[0].digest, digest)
    assert.deepEqual(lockfile.plugins[1].dependencies, { [tax]: '^1' })
    assert.equal(lockfile.integrity, integrityOf(lockfile))
    assert.isAbove(lockfile.serial, 0)
    assert.sameDeepMembers(changes, [
      { name: shop, change: 'added', from: null, to: '1.2.0' },
      { name: tax, change: 'added', from: null, to: '1.4.0' },
    ])
    assert.include(
      explanation.map(({ text }: { text: string }) => text),
      `${tax} 1.4.0: ${shop} 1.2.0 needs ^1`
    )
  })

  test('what does not fit is explained in words, in the language of the reader', async ({ client, assert }) => {
    const [shared, ...both] = names(3)
    const [one, other] = both.sort()
    await releaseAll(await publisher(), [
      { name: shared, version: '1.0.0' },
      { name: shared, version: '2.0.0' },
      { name: one, version: '1.2.0', needs: needs(`runtime ${shared} ^2`) },
      { name: other, version: '3.1.0', needs: needs(`runtime ${shared} ^1`) },
    ])
    const body = { requires: { [one]: '*', [other]: '*' } }
    const refused = await resolve(client, body)
    refused.assertStatus(409)
    refused.assertBodyContains({ error_code: 'UNRESOLVABLE', lockfile: null, changes: [] })
    const texts = refused.body().explanation.map(({ text }: { text: string }) => text)
    assert.deepEqual(texts, [
      `${one} * is asked for`,
      `${other} * is asked for`,
      `${one} 1.2.0 needs ${shared} ^2`,
      `${other} 3.1.0 needs ${shared} ^1`,
      `no version of ${shared} fits all of this: ^2, ^1`,
    ])
    assert.include(refused.body().error, texts.join('; '))
    const inRussian = await resolve(client, body).header('accept-language', 'ru')
    assert.include(
      inRussian.body().explanation.map(({ text }: { text: string }) => text),
      `${one} 1.2.0 нужен ${shared} ^2`
    )
  })

  test('a version taken back is not chosen anew, but a lockfile keeps it', async ({ client, assert }) => {
    const [plugin] = names(1)
    const user = await publisher()
    await releaseAll(user, [
      { name: plugin!, version: '1.0.0' },
      { name: plugin!, version: '1.1.0' },
    ])
    const { lockfile } = (await resolve(client, { requires: { [plugin!]: '^1' } })).body()
    assert.deepEqual(versionsOf(lockfile), { [plugin!]: '1.1.0' })
    await (await app.container.make(YankVersion)).handle({ actor: actorOf(user), plugin: plugin!, version: '1.1.0' })

    assert.deepEqual(versionsOf((await resolve(client, { requires: { [plugin!]: '^1' } })).body().lockfile), { [plugin!]: '1.0.0' })
    const kept = await resolve(client, { requires: { [plugin!]: '^1' }, lock: lockfile })
    assert.deepEqual(versionsOf(kept.body().lockfile), { [plugin!]: '1.1.0' })
    assert.deepEqual(kept.body().changes, [])
    assert.include(JSON.stringify(kept.body().explanation), 'kept_though_yanked')
    const only = await resolve(client, { requires: { [plugin!]: '1.1.0' } })
    only.assertStatus(409)
    assert.include(JSON.stringify(only.body().explanation), 'passed_over_yanked')
  })

  test('a lockfile that was changed, or names other bytes, is refused', async ({ client }) => {
    const [plugin] = names(1)
    await releaseAll(
      await publisher(),
      ['1.0.0', '1.1.0'].map((version, salt) => ({ name: plugin!, version, salt }))
    )
    const { lockfile } = (await resolve(client, { requires: { [plugin!]: '1.0.0' } })).body()
    const forged = { ...lockfile, plugins: [{ ...lockfile.plugins[0], digest: '0'.repeat(64) }] }

    const changed = await resolve(client, { requires: { [plugin!]: '^1' }, lock: forged })
    changed.assertStatus(422)
    changed.assertBodyContains({ error_code: 'INVALID_LOCKFILE', details: [{ field: 'lock.integrity' }] })
    const resealed = await resolve(client, { requires: { [plugin!]: '^1' }, lock: { ...forged, integrity: integrityOf(forged) } })
    resealed.assertStatus(409)
    resealed.assertBodyContains({ error_code: 'LOCK_MISMATCH', details: [{ rule: 'digest' }] })
    const elsewhere = { requires: {}, lock: lockfile, installed: { [plugin!]: '1.1.0' } }
    ;(await resolve(client, elsewhere)).assertBodyContains({ lockfile: { plugins: [{ version: '1.1.0' }] }, changes: [] })
  })

  test('prereleases come by the beta channel only, or where a range names one', async ({ client, assert }) => {
    const [plugin] = names(1)
    await releaseAll(await publisher(), [
      { name: plugin!, version: '1.0.0' },
      { name: plugin!, version: '1.1.0-beta.2' },
    ])
    const chosen = async (body: object) => versionsOf((await resolve(client, body)).body().lockfile)[plugin!]
    assert.equal(await chosen({ requires: { [plugin!]: '^1' } }), '1.0.0')
    assert.equal(await chosen({ requires: { [plugin!]: '^1' }, channel: 'beta' }), '1.1.0-beta.2')
    assert.equal(await chosen({ requires: { [plugin!]: '>=1.1.0-beta.1' } }), '1.1.0-beta.2')
    const refused = await resolve(client, { requires: { [plugin!]: '>=1.1.0-0 <1.1.0-beta.1' } })
    refused.assertStatus(409)
    const hinted = await resolve(client, { requires: { [plugin!]: '>1.0.0' } })
    assert.include(JSON.stringify(hinted.body().explanation), 'passed_over_prerelease')
  })

  test('circles, conflicts, peers and platforms', async ({ client, assert }) => {
    const [a, b, c, d, e] = names(5) as [string, string, string, string, string]
    await releaseAll(await publisher(), [
      { name: a, version: '1.0.0', needs: needs(`runtime ${b} *`) },
      { name: b, version: '1.0.0', needs: needs(`runtime ${a} *`) },
      { name: c, version: '1.0.0', needs: needs(`conflicts ${d} <2`) },
      { name: d, version: '1.0.0' },
      { name: d, version: '2.0.0', needs: needs(`peer ${c} *`) },
      { name: e, version: '1.0.0', platform: '>=99' },
    ])
    const codes = async (body: object) => {
      const response = await resolve(client, body)
      response.assertStatus(409)
      return response.body().explanation.map(({ code }: { code: string }) => code)
    }
    assert.include(await codes({ requires: { [a]: '*' } }), 'circle')
    assert.includeMembers(await codes({ requires: { [c]: '*', [d]: '^1' } }), ['needs_conflicts', 'clash'])
    assert.deepEqual(versionsOf((await resolve(client, { requires: { [c]: '*', [d]: '*' } })).body().lockfile), {
      [c]: '1.0.0',
      [d]: '2.0.0',
    })
    assert.includeMembers(await codes({ requires: { [d]: '^2' } }), ['needs_peer', 'unbrought'])
    assert.deepEqual(versionsOf((await resolve(client, { requires: { [d]: '^2' }, installed: { [c]: '1.0.0' } })).body().lockfile), {
      [c]: '1.0.0',
      [d]: '2.0.0',
    })
    assert.includeMembers(await codes({ requires: { [e]: '*' } }), ['none_fits', 'passed_over_platform'])
    assert.deepEqual(versionsOf((await resolve(client, { requires: { [e]: '*' }, platform: '99.1.0' })).body().lockfile), { [e]: '1.0.0' })
  })

  test('hidden and unknown plugins are not there', async ({ client, assert }) => {
    const [taken, hidden] = names(2)
    const user = await publisher()
    await releaseAll(user, [{ name: taken!, version: '1.0.0' }])
    await releaseAll(user, [
      { name: hidden!, version: '1.0.0' },
      { name: hidden!, version: '1.1.0' },
    ])
    const act = { actor: systemActor('test'), reasonCode: 'malicious', publicReason: 'It was not what it said' } as const
    const plugin = await db.from('plugins').where('name', taken!).firstOrFail()
    const { lockfile } = (await resolve(client, { requires: { [taken!]: '*' } })).body()
    await (await app.container.make(ChangePluginStatus)).handle({ ...act, pluginId: plugin.id, act: 'take_down' })
    const newest = await db
      .from('plugin_versions as v')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where({ 'p.name': hidden, 'v.version': '1.1.0' })
      .select('v.id')
      .firstOrFail()
    await (await app.container.make(QuarantineVersion)).handle({ ...act, versionId: newest.id })

    for (const body of [
      { requires: { [taken!]: '*' } },
      { requires: { [taken!]: '*' }, lock: lockfile },
      { requires: { 'no-such-plugin-xyz': '*' } },
    ]) {
      const response = await resolve(client, body)
      response.assertStatus(409)
      assert.include(JSON.stringify(response.body().explanation), 'unknown')
    }
    assert.deepEqual(versionsOf((await resolve(client, { requires: { [hidden!]: '*' } })).body().lockfile), { [hidden!]: '1.0.0' })
    for (const rest of ['dependencies', 'dependents']) (await client.get(`/api/v1/plugins/${taken}/${rest}`)).assertStatus(404)
  })

  test('what cannot be understood is refused by the name of its field', async ({ client }) => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`plugin-${at}`, '*']))
    const cases: [string, object][] = [
      ['requires', {}],
      ['requires', { requires: 'all' }],
      ['requires', { requires: ['a'] }],
      ['requires', { requires: many }],
      ['requires.some-plugin', { requires: { 'some-plugin': 1 } }],
      ['requires.some-plugin', { requires: { 'some-plugin': 'newest' } }],
      ['requires.a b', { requires: { 'a b': '*' } }],
      ['requires.some_plugin', { requires: { 'some-plugin': '*', 'some_plugin': '^1' } }],
      ['installed.some-plugin', { requires: {}, installed: { 'some-plugin': '^1' } }],
      ['platform', { requires: {}, platform: 'latest' }],
      ['channel', { requires: {}, channel: 'nightly' }],
      ['update.0', { requires: {}, update: ['a b'] }],
      ['lock.plugins', { requires: {}, lock: { lockfile_version: 1, integrity: `sha256-${'0'.repeat(64)}` } }],
      ['lock.lockfile_version', { requires: {}, lock: { lockfile_version: 2, plugins: [], integrity: `sha256-${'0'.repeat(64)}` } }],
    ]
    for (const [field, body] of cases) {
      const response = await resolve(client, body)
      response.assertStatus(422)
      response.assertBodyContains({ details: [{ field }] })
    }
  })

  test('what would change if one plugin is updated: as little as possible besides', async ({ client, assert }) => {
    const [a, b, c] = names(3) as [string, string, string]
    await releaseAll(await publisher(), [
      { name: a, version: '1.0.0', needs: needs(`runtime ${b} ^1`) },
      { name: a, version: '2.0.0', needs: needs(`runtime ${b} ^2`) },
      { name: b, version: '1.0.0' },
      { name: b, version: '2.0.0' },
      { name: c, version: '1.0.0' },
      { name: c, version: '1.1.0' },
    ])
    const installed = { [a]: '1.0.0', [b]: '1.0.0', [c]: '1.0.0' }
    assert.deepEqual((await resolve(client, { requires: {}, installed })).body().changes, [])
    assert.deepEqual((await resolve(client, { requires: {}, installed, update: [a] })).body().changes, [
      ...[a, b].sort().map((name) => ({ name, change: 'updated', from: '1.0.0', to: '2.0.0' })),
    ])
  })
})
