import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import AwardBadges from '#registry/counters/jobs/award_badges'
import CountDownloads from '#registry/counters/jobs/count_downloads'
import RankTrends from '#registry/counters/jobs/rank_trends'
import { isAutomatedClient } from '#registry/counters/automated_clients'
import { apiToken, createUser } from '#tests/support/users'
import { createPlugin, createReviewer } from '#tests/support/plugin_reviews'
import type { ApiClient } from '@japa/api-client'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0'

const count = async () => (await app.container.make(CountDownloads)).handle()
const download = (client: ApiClient, name: string, headers: Record<string, string> = {}) => {
  const request = client.get(`/api/v1/plugins/${name}/versions/1.0.0/download`).redirects(0)
  for (const [header, value] of Object.entries({ 'user-agent': BROWSER, ...headers })) request.header(header, value)
  return request
}
const versionOf = async (pluginId: string): Promise<string> =>
  (await db.from('plugin_versions').where('plugin_id', pluginId).firstOrFail()).id
const figuresOf = async (pluginId: string) => {
  const row = await db
    .from('version_downloads')
    .where('version_id', await versionOf(pluginId))
    .firstOrFail()
  return [row.raw, row.unique_clients, row.updates, row.automated].map(Number)
}
const badgesOf = async (client: ApiClient, name: string) => (await client.get(`/api/v1/plugins/${name}/badges`)).body()

/** `downloads` for each day back from today. */
async function history(pluginId: string, downloads: number[]) {
  const versionId = await versionOf(pluginId)
  await db.table('version_downloads').multiInsert(
    downloads.map((unique, age) => ({
      version_id: versionId,
      day: db.raw('current_date - ?::int', [age]),
      raw: unique,
      unique_clients: unique,
    }))
  )
}

test.group('Downloads', () => {
  test('raw, unique, updates and those of machines are told apart; each client counts once a day', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    for (let at = 0; at < 5; at++) (await download(client, name)).assertStatus(307)
    await download(client, name, { 'x-rialto-instance': 'shop-1', 'x-rialto-purpose': 'update' })
    await download(client, name, { 'user-agent': 'curl/8.5.0' })
    await download(client, name, { 'x-rialto-purpose': 'ci', 'x-rialto-instance': 'build-7' })
    const { user } = await createUser({ platform: ['user'] })
    const authorization = `Bearer ${await apiToken(user)}`
    for (const instance of ['a', 'b', 'c']) await download(client, name, { authorization, 'x-rialto-instance': instance })
    await count()
    assert.deepEqual(await figuresOf(pluginId), [11, 3, 1, 2])
    await count()
    assert.deepEqual(await figuresOf(pluginId), [11, 3, 1, 2], 'counting again changes nothing')
    assert.equal((await db.from('plugins').where('id', pluginId).firstOrFail()).downloads_total, 3)
    ;(await client.get(`/api/v1/plugins/${name}`)).assertBodyContains({ downloads: 3, versions: [{ downloads: 3 }] })
  })

  test('one network cannot make a plugin popular by inventing clients', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    await Promise.all(Array.from({ length: 30 }, (_, at) => download(client, name, { 'x-rialto-instance': `invented-${at}` })))
    await count()
    assert.deepEqual(await figuresOf(pluginId), [30, 20, 0, 0])
  })

  test('who downloaded is forgotten, the figures stay', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    await download(client, name)
    const versionId = await versionOf(pluginId)
    await db
      .from('download_uniques')
      .where('version_id', versionId)
      .update({ day: db.raw('current_date - 3') })
    await count()
    await count()
    assert.lengthOf(await db.from('download_uniques').where('version_id', versionId), 0)
    assert.deepEqual(await figuresOf(pluginId), [1, 1, 0, 0])
  })

  test('machines are known by what they say, by their names and by their tokens', ({ assert }) => {
    const is = (userAgent: string | undefined, purpose?: string, isProgram = false) => isAutomatedClient({ userAgent, purpose, isProgram })
    for (const agent of ['curl/8.5', 'Go-http-client/2.0', 'Googlebot/2.1', 'GitHub-Actions', undefined, '']) {
      assert.isTrue(is(agent), agent)
    }
    assert.isTrue(is(BROWSER, 'ci'))
    assert.isTrue(is(BROWSER, undefined, true))
    for (const agent of [BROWSER, 'rialto-plugin/1.0', 'robotics-shop/2']) assert.isFalse(is(agent), agent)
    assert.isFalse(is(BROWSER, 'update'))
  })
})

test.group('Trends and badges', () => {
  test('a trend is a change of pace, not a total, and fades', async ({ client, assert }) => {
    const [steady, rising, falling] = [await createPlugin(), await createPlugin(), await createPlugin()]
    await history(steady.pluginId, Array(170).fill(100))
    await history(rising.pluginId, [60, 50, 40, 20, 5, 1, 1, 1, 1, 1])
    await history(falling.pluginId, [...Array(10).fill(1), ...Array(60).fill(500)])
    await new RankTrends().handle()
    const scoreOf = async ({ pluginId }: { pluginId: string }) => (await db.from('plugins').where('id', pluginId).firstOrFail()).trend_score
    assert.isBelow(await scoreOf(steady), 0.5)
    assert.equal(await scoreOf(falling), 0)
    assert.isAbove(await scoreOf(rising), 2)
    const badges = await badgesOf(client, rising.name)
    assert.include(badges.badges, 'trending')
    assert.match(badges.reasons.trending, /than usual/)
    assert.notInclude((await badgesOf(client, steady.name)).badges, 'trending')

    const aged = db.raw('day - 40')
    await db
      .from('version_downloads')
      .where('version_id', await versionOf(rising.pluginId))
      .update({ day: aged })
    await new RankTrends().handle()
    assert.equal(await scoreOf(rising), 0)
  })

  test('each badge has its threshold and says why; what can be searched by is the same', async ({ client, assert }) => {
    const { name, pluginId } = await createPlugin()
    const versionId = await versionOf(pluginId)
    const now = async () => (await badgesOf(client, name)).badges as string[]
    const set = (values: object) => db.from('plugins').where('id', pluginId).update(values)
    assert.deepEqual(await now(), ['maintained'])
    await set({ downloads_total: 999, rating_count: 9, rating_sum: 45 })
    assert.deepEqual(await now(), ['maintained'])
    await set({ downloads_total: 1_000, rating_count: 10, rating_sum: 45 })
    const earned = await badgesOf(client, name)
    assert.deepEqual(earned.badges, ['popular', 'highly-rated', 'maintained'])
    assert.match(earned.reasons.popular, /1000 downloads/)
    assert.match(earned.reasons['highly-rated'], /4\.5 by 10/)
    assert.containSubset(earned, { name, version: '1.0.0' })
    await set({ rating_sum: 44 })
    await db
      .from('plugin_versions')
      .where('id', versionId)
      .update({ published_at: db.raw(`now() - interval '91 days'`) })
    assert.deepEqual(await now(), ['popular'], 'neither an edit nor a download is a release')
    await new AwardBadges().handle()
    const { rows } = await db.rawQuery<{ rows: { badges: string[] }[] }>('select badges from plugins where id = ?', [pluginId])
    assert.deepEqual(rows[0].badges, ['popular'])
    ;(await client.get('/api/v1/plugins/no-such-plugin/badges')).assertStatus(404)
  })
})

test.group('Verification and figures', () => {
  test('an administrator vouches for a plugin, once, and takes it back; nobody else', async ({ client, assert }) => {
    const { name, pluginId, publisher } = await createPlugin()
    const admin = (await createUser({ platform: ['admin'] })).user
    const verify = async (user: Parameters<typeof apiToken>[0], verified: unknown, plugin = name) =>
      client
        .post(`/api/v1/admin/plugins/${plugin}/verify`)
        .bearerToken(await apiToken(user))
        .json({ verified })
    const verified = await verify(admin, true)
    verified.assertStatus(200)
    assert.containSubset(verified.body(), { success: true, plugin_name: name, verified: true })
    assert.isString(verified.body().verified_at)
    assert.include((await badgesOf(client, name)).badges, 'verified')
    assert.equal((await verify(admin, true)).body().verified_at, verified.body().verified_at)
    assert.lengthOf(await db.from('audit_log').where({ action: 'registry.plugin_verified', target_id: pluginId }), 1)
    assert.lengthOf(await db.from('outbox').where({ name: 'registry.plugin_verified.v1', aggregate_id: pluginId }), 1)
    for (const user of [publisher, (await createUser({ platform: ['moderator'] })).user]) (await verify(user, true)).assertStatus(403)
    ;(await client.post(`/api/v1/admin/plugins/${name}/verify`).json({ verified: true })).assertStatus(401)
    ;(await verify(admin, 'yes')).assertStatus(422)
    ;(await verify(admin, true, 'no-such-plugin')).assertStatus(404)
    const undone = await verify(admin, false)
    assert.containSubset(undone.body(), { success: true, verified: false, verified_at: null })
    assert.notInclude((await badgesOf(client, name)).badges, 'verified')
    ;(await client.get(`/api/v1/plugins/${name}`)).assertBodyContains({ verified: false })
  })

  test('figures for everybody, and more of them for administrators', async ({ client, assert }) => {
    await createPlugin()
    const open = await client.get('/api/v1/stats')
    open.assertStatus(200)
    assert.sameMembers(Object.keys(open.body()), ['total_plugins', 'total_downloads', 'total_users'])
    const admin = (await createUser({ platform: ['admin'] })).user
    const stats = await client.get('/api/v1/admin/stats').bearerToken(await apiToken(admin))
    stats.assertStatus(200)
    assert.sameMembers(Object.keys(stats.body()), [
      ...['total_plugins', 'total_downloads', 'total_users', 'verified_plugins', 'total_reviews', 'average_rating'],
    ])
    for (const figure of Object.values(stats.body())) assert.isNumber(figure)
    assert.equal(stats.body().total_plugins, open.body().total_plugins)
    ;(await client.get('/api/v1/admin/stats')).assertStatus(401)
    ;(await client.get('/api/v1/admin/stats').bearerToken(await apiToken(await createReviewer()))).assertStatus(403)
  })
})
