import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { PLUGIN_STATUSES } from '#registry/enums/plugin_status'
import { PUBLIC_PLUGIN } from '#registry/queries/visibility'
import { ChangePluginStatus } from '#registry/actions/change_plugin_status'
import LearnWords from '#registry/search/jobs/learn_words'
import ForgetWords from '#registry/search/jobs/forget_words'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'

const act = { actor: systemActor('test'), reasonCode: 'malicious', publicReason: 'It was not what it said' } as const

/** A word nobody else uses: searches of this test find its own plugins only. */
const ownWord = () =>
  newId()
    .slice(-12)
    .replace(/[0-9]/g, (digit) => 'ghijknpqtu'[Number(digit)]!)

type Card = { name: string; highlights: { title: object[]; description: { text: string; is_match: boolean }[] } }
const list = async (client: ApiClient, qs: Record<string, string | number | boolean>) => {
  const response = await client.get('/api/v1/plugins').qs(qs)
  response.assertStatus(200)
  return response.body() as {
    data: Card[]
    meta: { total: number; next_cursor: string | null; corrected_to: string | null }
    facets?: Record<string, { value: string; count: number }[]>
  }
}
const names = async (client: ApiClient, qs: Record<string, string | number | boolean>) =>
  (await list(client, qs)).data.map(({ name }) => name)
const idOf = async (name: string) => (await db.from('plugins').where('name', name).firstOrFail()).id as string
const learn = (aggregateId: string) => new LearnWords().handle({ aggregateId } as DomainEvent)

test.group('Searching plugins', () => {
  test('facets count what is there, and each narrows to what it counted', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const q = ownWord()
    const [clock, plain] = [pluginName(), pluginName()]
    await releasePlugin(
      user,
      { name: clock, usesClock: true, category: 'delivery', description: `Says ${q} when asked` },
      { says: { description: `Says ${q} when asked`, tags: ['alpha', 'beta'] } }
    )
    await releasePlugin(user, { name: plain, description: `Knows ${q} too` }, { says: { description: `Knows ${q} too`, tags: ['alpha'] } })

    const { facets, meta } = await list(client, { q, facets: true })
    assert.equal(meta.total, 2)
    assert.sameDeepMembers(facets!.category!, [
      { value: 'delivery', count: 1 },
      { value: 'discount', count: 1 },
    ])
    assert.deepEqual(facets!.tag, [
      { value: 'alpha', count: 2 },
      { value: 'beta', count: 1 },
    ])
    assert.deepEqual(facets!.capability, [{ value: 'clock', count: 1 }])
    assert.deepEqual(facets!.language, [{ value: 'wasm', count: 2 }])
    assert.deepEqual(facets!.host_api, [{ value: '1', count: 2 }])
    assert.deepEqual(facets!.verified, [])
    assert.deepEqual(await names(client, { q, category: 'delivery' }), [clock])
    assert.deepEqual(await names(client, { q, capability: 'clock' }), [clock])
    assert.deepEqual(await names(client, { q, tag: 'alpha,beta' }), [clock])
    assert.sameMembers(await names(client, { q, tag: 'alpha', language: 'wasm', host_api: '1' }), [clock, plain])
    assert.deepEqual(await names(client, { q, host_api: '9' }), [])
    assert.deepEqual(await names(client, { q, verified: true }), [])
    await db.from('plugins').where('name', plain).update({ verified_at: new Date() })
    assert.deepEqual(await names(client, { q, verified: true }), [plain])
  })

  test('only what works on the platform asked for', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const q = ownWord()
    const [any, later] = [pluginName(), pluginName()]
    await releasePlugin(user, { name: later }, { says: { tags: [q], platform: '>=2.0.0 <3' } })
    await releasePlugin(user, { name: any }, { says: { tags: [q] } })
    assert.deepEqual(await names(client, { q, platform: '1.9.0' }), [any])
    assert.sameMembers(await names(client, { q, platform: '2.4.0' }), [any, later])
    assert.deepEqual(await names(client, { q, platform: '3.0.0' }), [any])
  })

  test('mistyped words are corrected, what matched is marked', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const word = ownWord()
    const name = pluginName()
    await releasePlugin(user, { name }, { says: { tags: [word] } })
    const typo = `${word.slice(0, 4)}${word[5]}${word[4]}${word.slice(6)}`
    await learn(await idOf(name))
    const { data, meta } = await list(client, { q: typo === word ? `${word}x` : typo })
    assert.deepEqual(
      data.map((plugin) => plugin.name),
      [name]
    )
    assert.equal(meta.corrected_to, word)
    const marked = await list(client, { q: `${word} test` })
    assert.deepInclude(marked.data[0]!.highlights.title, { text: 'test', is_match: true })
    assert.lengthOf((await list(client, { q: `zz${ownWord()}` })).data, 0)
  })

  test('a name is found also where no word of the query is known, among what the filters leave', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName('shelf-planner')
    await releasePlugin(user, { name })
    const joined = name.replaceAll('-', '')
    assert.deepEqual(await names(client, { q: joined }), [name])
    assert.deepEqual(await names(client, { q: joined, category: 'discount', facets: true }), [name])
    assert.deepEqual(await names(client, { q: joined, category: 'delivery', facets: true }), [])
    assert.deepEqual(await names(client, { q: [...joined].reverse().join('') }), [])
  })

  test('pages by cursor show every plugin once in each order', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const q = ownWord()
    const all: string[] = []
    for (const downloads of [30, 10, 20, 20, 5]) {
      const name = pluginName()
      await releasePlugin(user, { name }, { says: { tags: [q] } })
      await db.from('plugins').where('name', name).update({ downloads_total: downloads })
      all.push(name)
    }
    for (const sort of ['relevance', 'downloads', 'popular', 'rating', 'recent', 'new', 'name', 'trending', 'security']) {
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page = await list(client, { q, sort, limit: 2, ...(cursor ? { cursor } : {}) })
        seen.push(...page.data.map(({ name }) => name))
        cursor = page.meta.next_cursor
      } while (cursor && seen.length < 20)
      assert.sameMembers(seen, all, sort)
      assert.lengthOf(seen, all.length, sort)
      if (sort === 'name') assert.deepEqual(seen, [...seen].sort())
      if (sort === 'downloads') assert.deepEqual([seen[0], seen[4]], [all[0], all[4]])
    }
    ;(await client.get('/api/v1/plugins').qs({ cursor: 'nonsense' })).assertStatus(422)
    ;(await client.get('/api/v1/plugins').qs({ sort: 'recent', cursor: Buffer.from('["x","y"]').toString('base64url') })).assertStatus(422)
  })

  test('the rows searched are exactly the public plugins, whatever the status', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(user, { name })
    for (const status of [...PLUGIN_STATUSES, 'active']) {
      const end = status === 'quarantined' ? new Date(Date.now() + 60_000) : null
      await db
        .from('plugins')
        .where('name', name)
        .update({ status, quarantine_expires_at: end, quarantine_on_expiry: end && 'take_down' })
      const isPublic = await db.from('plugins as p').where('p.name', name).whereRaw(PUBLIC_PLUGIN).first()
      const isFound = await db
        .from('plugin_search')
        .where('plugin_id', await idOf(name))
        .first()
      assert.equal(Boolean(isFound), Boolean(isPublic), status)
    }
    assert.include(await names(client, { q: name }), name)
    const changeStatus = await app.container.make(ChangePluginStatus)
    await changeStatus.handle({ ...act, pluginId: await idOf(name), act: 'take_down' })
    assert.notInclude(await names(client, { q: name }), name)
  })

  test('words of hidden plugins are forgotten, others stay', async ({ assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const [hidden, kept] = [ownWord(), ownWord()]
    for (const [name, tag] of [
      [pluginName(), hidden],
      [pluginName(), kept],
    ] as const) {
      await releasePlugin(user, { name }, { says: { tags: [tag] } })
      await learn(await idOf(name))
      if (tag === hidden) await db.from('plugins').where('name', name).update({ status: 'taken_down' })
    }
    const words = async () => (await db.from('plugin_search_words').whereIn('word', [hidden, kept])).map(({ word }) => word as string)
    assert.sameMembers(await words(), [hidden, kept])
    await new ForgetWords().handle()
    assert.deepEqual(await words(), [kept])
  })

  test('the page narrows by links and leads back out, without any script', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const tag = ownWord()
    const name = pluginName()
    await releasePlugin(user, { name, usesClock: true }, { says: { tags: [tag] } })
    const page = await client.get('/plugins').qs({ q: tag }).header('accept', 'text/html')
    page.assertStatus(200)
    page.assertTextIncludes(name)
    const narrow = `/plugins?q=${tag}&amp;capability=clock`
    page.assertTextIncludes(narrow)
    const narrowed = await client.get(`/plugins?q=${tag}&capability=clock`).header('accept', 'text/html')
    narrowed.assertTextIncludes(name)
    narrowed.assertTextIncludes(`href="/plugins?q=${tag}"`)
    const none = await client.get(`/plugins?q=${tag}&capability=http`).header('accept', 'text/html')
    none.assertStatus(200)
    assert.notInclude(none.text(), `/plugins/${name}"`)
    const hostile = await client.get('/plugins').qs({ tag: '"><script>x</script>', language: '<b>' }).header('accept', 'text/html')
    hostile.assertStatus(200)
    assert.notInclude(hostile.text(), '<script>x')
  })
})
