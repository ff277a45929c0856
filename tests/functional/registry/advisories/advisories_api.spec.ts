import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { apiToken, createUser } from '#tests/support/users'
import { actOn, advise, advisoryBody, draftAbout, pluginWith } from '#tests/support/advisories'
import { withdraw } from '#tests/support/withdrawals'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'

type Osv = {
  id: string
  withdrawn?: string
  affected: { package: object; ranges: { type: string; events: object[] }[]; versions: string[] }[]
}
type Page = { data: Osv[]; meta: { next_cursor: string | null } }

const EVENTS = [{ introduced: '1.1.0' }, { fixed: '1.3.0' }]
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '1.3.0']

test.group('Security advisories by program', (group) => {
  group.each.setup(forgetCounts)

  test('a publisher drafts and submits, a moderator publishes, updates and withdraws; each leaves its traces', async ({
    client,
    assert,
  }) => {
    const { publisher, name, pluginId } = await pluginWith(VERSIONS)
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const [author, judge] = [await apiToken(publisher), await apiToken(moderator)]
    const before = (await db.from('plugins').where('id', pluginId).firstOrFail()).serial as number

    const drafted = await client.post('/api/v1/advisories').bearerToken(author).json(advisoryBody(name, EVENTS))
    drafted.assertStatus(201)
    const { id: code } = drafted.body() as { id: string }
    assert.match(code, /^RLT-\d{4}-\d{4,}$/)
    const act = (what: string, token: string, body = {}) => client.post(`/api/v1/advisories/${code}/${what}`).bearerToken(token).json(body)
    ;(await client.get(`/api/v1/advisories/${code}`)).assertStatus(404)
    ;(await client.get(`/api/v1/advisories/${code}`).bearerToken(author)).assertStatus(200)
    ;(await act('publish', author)).assertStatus(403)
    ;(await act('publish', judge)).assertStatus(409)
    ;(await act('submit', author)).assertBodyContains({ status: 'triage' })
    const published = await act('publish', judge)
    published.assertBodyContains({ success: true, id: code, status: 'published' })

    const read = await client.get(`/api/v1/advisories/${code.toLowerCase()}`)
    read.assertStatus(200)
    const osv = read.body() as Osv
    assert.containSubset(osv, { schema_version: '1.6.0', id: code, database_specific: { severity: 'HIGH' } })
    assert.deepEqual(osv.affected[0]!.ranges, [{ type: 'SEMVER', events: EVENTS }])
    assert.deepEqual(osv.affected[0]!.versions, ['1.1.0', '1.2.0'])
    ;(await client.get(`/api/v1/advisories/${code}`).header('if-none-match', read.header('etag')!)).assertStatus(304)

    const wider = { ...advisoryBody(name, [{ introduced: '0' }, { last_affected: '1.2.0' }]), reason: 'Older ones too' }
    ;(await client.put(`/api/v1/advisories/${code}`).bearerToken(author).json(wider)).assertStatus(409)
    ;(await client.put(`/api/v1/advisories/${code}`).bearerToken(judge).json(wider)).assertBodyContains({ status: 'updated' })
    const again = (await client.get(`/api/v1/advisories/${code}`)).body() as Osv
    assert.deepEqual(again.affected[0]!.versions, ['1.0.0', '1.1.0', '1.2.0'])
    ;(await act('withdraw', judge)).assertStatus(422)
    ;(await act('withdraw', judge, { reason: 'It was no weakness' })).assertBodyContains({ status: 'withdrawn' })
    assert.isString(((await client.get(`/api/v1/advisories/${code}`)).body() as Osv).withdrawn)
    ;(await act('publish', judge)).assertStatus(409)

    const { id } = (await db.from('advisories').where('code', code).firstOrFail()) as { id: string }
    const actions = await db.from('moderation_actions').where('target_id', id).orderBy('serial')
    assert.deepEqual(
      actions.map(({ action, to_status: to }) => `${action}: ${to}`),
      ['submit: triage', 'publish: published', 'update: updated', 'withdraw: withdrawn']
    )
    assert.lengthOf(await db.from('audit_log').where('target_id', id), 6)
    const events = await db.from('outbox').where('aggregate_id', id)
    assert.includeMembers(
      events.map(({ name: event }) => event as string),
      ['submitted', 'published', 'updated', 'withdrawn'].map((past) => `registry.advisory_${past}.v1`)
    )
    const log = await db.from('log_entries').whereLike('event', 'advisory_%').whereLike('payload', `%${code}%`)
    assert.lengthOf(log, 3)
    const { serial } = await db.from('plugins').where('id', pluginId).firstOrFail()
    assert.equal(serial, actions.at(-1)!.serial)
    assert.isAbove(serial as number, before)
  })

  test('drafts are made about own plugins only; ranges that say nothing are refused with their field', async ({ client }) => {
    const { publisher, name } = await pluginWith(['1.0.0'])
    const { user: stranger } = await createUser({ platform: ['user'] })
    const draft = async (user: typeof stranger, body: object) =>
      client
        .post('/api/v1/advisories')
        .bearerToken(await apiToken(user))
        .json(body)
    ;(await draft(stranger, advisoryBody(name, EVENTS))).assertStatus(404)
    ;(await draft(publisher, advisoryBody(pluginName(), EVENTS))).assertStatus(404)
    ;(await client.post('/api/v1/advisories').json(advisoryBody(name, EVENTS))).assertStatus(401)
    const bad = await draft(publisher, advisoryBody(name, [{ fixed: '1.0.0' }]))
    bad.assertStatus(422)
    bad.assertBodyContains({ details: [{ field: 'affected.0.ranges.0.events', rule: 'range_start' }] })
    ;(await draft(publisher, { ...advisoryBody(name, EVENTS), cvss: 'AV:N' })).assertStatus(422)
    ;(await draft(publisher, { ...advisoryBody(name, EVENTS), cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' })).assertStatus(201)
  })

  test('nobody decides what is said about a plugin of his own, moderator or not; another one does', async ({ client }) => {
    const { publisher, name } = await pluginWith(['1.0.0'])
    await db.table('role_bindings').insert({ user_id: publisher.id, role: 'moderator' })
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const [own, other] = [await apiToken(publisher), await apiToken(moderator)]
    const { id: code } = (await client.post('/api/v1/advisories').bearerToken(own).json(advisoryBody(name, EVENTS))).body() as {
      id: string
    }
    const act = (what: string, token: string) =>
      client.post(`/api/v1/advisories/${code}/${what}`).bearerToken(token).json({ reason: 'It was looked at' })
    ;(await act('submit', own)).assertStatus(200)
    for (const what of ['publish', 'reject']) (await act(what, own)).assertStatus(403)
    ;(await act('publish', other)).assertStatus(200)
    // Not by naming another plugin instead either.
    const elsewhere = advisoryBody((await pluginWith(['1.0.0'])).name, EVENTS)
    const away = await client.put(`/api/v1/advisories/${code}`).bearerToken(own).json(elsewhere)
    away.assertStatus(403)
    away.assertBodyContains({ error_code: 'FOUR_EYES' })
    ;(await act('withdraw', own)).assertStatus(403)
    ;(await act('withdraw', other)).assertStatus(200)
  })

  test('a draft is nobody else’s business; the author rewrites it until it is submitted, a stale version is refused', async ({
    client,
  }) => {
    const { publisher, name } = await pluginWith(['1.0.0'])
    const { user: stranger } = await createUser({ platform: ['user'] })
    const [author, other] = [await apiToken(publisher), await apiToken(stranger)]
    const { id: code } = (await client.post('/api/v1/advisories').bearerToken(author).json(advisoryBody(name, EVENTS))).body() as {
      id: string
    }
    const path = `/api/v1/advisories/${code}`
    ;(await client.get(path).bearerToken(other)).assertStatus(404)
    ;(await client.post(`${path}/submit`).bearerToken(other).json({})).assertStatus(404)
    ;(await client.put(path).bearerToken(other).json(advisoryBody(name, EVENTS))).assertStatus(404)
    ;(await client.get('/api/v1/admin/advisories').bearerToken(author)).assertStatus(403)
    const rewrite = (version: number) =>
      client
        .put(path)
        .bearerToken(author)
        .json({ ...advisoryBody(name, EVENTS), summary: 'Said in other words', expected_version: version })
    ;(await rewrite(1)).assertBodyContains({ status: 'draft' })
    const stale = await rewrite(1)
    stale.assertStatus(409)
    stale.assertBodyContains({ error_code: 'ADVISORY_CHANGED' })
    ;(await client.post(`${path}/submit`).bearerToken(author).json({})).assertStatus(200)
    ;(await rewrite(3)).assertStatus(409)
    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const judge = await apiToken(moderator)
    const queue = await client.get('/api/v1/admin/advisories').bearerToken(judge).qs({ status: 'triage' })
    queue.assertBodyContains({ data: [{ id: code, summary: 'Said in other words' }] })
    ;(await client.post(`${path}/reject`).bearerToken(judge).json({ reason: 'It is no weakness' })).assertBodyContains({
      status: 'rejected',
    })
    ;(await client.get(path)).assertStatus(404)
  })

  test('of several decisions about one at once, one holds; the rest are told so', async ({ assert }) => {
    const { name } = await pluginWith(['1.0.0'])
    const { id, moderator } = await draftAbout(name, [{ introduced: '0' }])
    await actOn(moderator, id, 'submit')
    const acts = (['publish', 'reject', 'publish', 'reject', 'publish', 'publish'] as const).map((act) => actOn(moderator, id, act))
    const outcomes = await Promise.allSettled(acts)
    assert.lengthOf(
      outcomes.filter(({ status }) => status === 'fulfilled'),
      1
    )
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal((outcome.reason as { status: number }).status, 409)
    }
    assert.lengthOf(await db.from('moderation_actions').where('target_id', id), 2)
  })

  test('lists are pages, newest first, of all or of one plugin; what is hidden is hidden here too', async ({ client, assert }) => {
    const { name, pluginId } = await pluginWith(['1.0.0'])
    const { name: other } = await pluginWith(['1.0.0'])
    const [first, second] = [await advise(name, [{ introduced: '0' }]), await advise(name, [{ introduced: '1.0.0' }])]
    await advise(other, [{ introduced: '0' }])
    await draftAbout(name, [{ introduced: '0' }])
    const path = `/api/v1/plugins/${name}/advisories`
    const page = (await client.get(path).qs({ limit: 1 })).body() as Page
    assert.deepEqual(
      page.data.map(({ id }) => id),
      [second.code]
    )
    const rest = (await client.get(path).qs({ limit: 1, cursor: page.meta.next_cursor! })).body() as Page
    assert.deepEqual([rest.data.map(({ id }) => id), rest.meta.next_cursor], [[first.code], null])
    const filtered = (await client.get('/api/v1/advisories').qs({ plugin: name })).body() as Page
    assert.lengthOf(filtered.data, 2)
    assert.isAbove(((await client.get('/api/v1/advisories')).body() as Page).data.length, 2)

    const { user: moderator } = await createUser({ platform: ['moderator'] })
    await withdraw({ actor: actorOf(moderator), pluginId, act: 'take_down' })
    ;(await client.get(path)).assertStatus(404)
    ;(await client.get(`/api/v1/advisories/${first.code}`)).assertStatus(404)
    ;(await client.get('/api/v1/advisories').qs({ plugin: name })).assertStatus(404)
    ;(await client.get(`/api/v1/advisories/${first.code}`).bearerToken(await apiToken(moderator))).assertStatus(200)
  })

  test('versions say which advisories name them, later ones of the range too, and the tag of the plugin changes', async ({
    client,
    assert,
  }) => {
    const { publisher, name } = await pluginWith(['1.0.0', '2.0.0'])
    const path = `/api/v1/plugins/${name}`
    const tag = (await client.get(path)).header('etag')!
    const { code, id, moderator } = await advise(name, [{ introduced: '1.0.0' }, { fixed: '2.0.0' }])
    await releasePlugin(publisher, { name, version: '1.0.1', salt: 7 })
    const read = await client.get(path).header('if-none-match', tag)
    read.assertStatus(200)
    const { versions } = read.body() as { versions: { version: string; advisories: string[] }[] }
    const named = () => Object.fromEntries(versions.map(({ version, advisories }) => [version, advisories]))
    assert.deepEqual(named(), { '1.0.0': [code], '1.0.1': [code], '2.0.0': [] })
    ;(await client.get(`${path}/versions/1.0.1`)).assertBodyContains({ advisories: [code] })
    const security = (version: string) => client.get(`${path}/versions/${version}/security`)
    ;(await security('1.0.1')).assertBodyContains({ status: 'fail', findings: [{ category: 'advisory', severity: 'error', title: code }] })
    assert.isAtMost(((await security('1.0.1')).body() as { score: number }).score, 30)
    ;(await security('2.0.0')).assertBodyContains({ status: 'pass' })
    await actOn(moderator, id, 'withdraw')
    ;(await client.get(`${path}/versions/1.0.1`)).assertBodyContains({ advisories: [] })
    ;(await security('1.0.1')).assertBodyContains({ status: 'pass' })
  })

  test('the resolver takes a version with an advisory only where nothing else fits', async ({ client, assert }) => {
    const { name } = await pluginWith(['1.0.0', '1.1.0'])
    const resolve = async (range: string) => {
      const { lockfile } = (await client.post('/api/v1/resolve').json({ requires: { [name]: range } })).body() as {
        lockfile: { plugins: { version: string }[] }
      }
      return lockfile.plugins[0]!.version
    }
    assert.equal(await resolve('*'), '1.1.0')
    const { id, moderator } = await advise(name, [{ introduced: '1.1.0' }])
    assert.equal(await resolve('*'), '1.0.0')
    assert.equal(await resolve('>=1.1.0'), '1.1.0')
    await actOn(moderator, id, 'withdraw')
    assert.equal(await resolve('*'), '1.1.0')
  })
})
