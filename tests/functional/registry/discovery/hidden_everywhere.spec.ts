import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import router from '@adonisjs/core/services/router'
import app from '@adonisjs/core/services/app'
import { systemActor } from '#core/actor'
import { FeaturePlugin } from '#registry/discovery/featured/feature_plugin'
import { SHIELDS } from '#registry/discovery/shields/shield'
import { apiToken, createUser } from '#tests/support/users'
import { advise } from '#tests/support/advisories'
import { moderator, withdraw } from '#tests/support/withdrawals'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

type Answer = { status: number; text: string; etag: string | undefined }

/** Addresses of the plugin itself, taken from the router, so that none is forgotten: nothing is there once it is hidden. */
const own = (name: string) => [
  ...Object.values(router.toJSON())
    .flat()
    .filter(({ methods, pattern }) => methods.includes('GET') && /^\/(?:api\/v1\/)?plugins\/:name(?:\/|$)/.test(pattern))
    .map(({ pattern }) => pattern.replace(':name', name).replace(':version', '1.0.0').replace(':file', 'version.svg'))
    .filter((path) => !path.includes(':')),
  ...SHIELDS.map((kind) => `/plugins/${name}/badge/${kind}.svg`),
]

/** What only its publishers may read answers others the same before and after. */
const isOpen = ({ status }: Answer) => status === 200 || status === 307

/** Lists it is in: they stay, without it. */
const lists = (name: string, slug: string, tag: string) => [
  ...[
    '/plugins',
    `/plugins?q=${name}`,
    '/plugins?sort=new',
    '/plugins/categories/delivery',
    '/feeds/plugins.atom',
    '/sitemaps/plugins.xml',
  ],
  ...[
    '/plugins/categories/delivery/feed.atom',
    `/publishers/${slug}`,
    `/publishers/${slug}/feed.atom`,
    '/account/favourites',
    '/account/follows',
  ],
  ...[
    '/feeds/advisories.atom',
    '/advisories',
    '/api/v1/advisories',
    '/api/v1/plugins?sort=new',
    '/api/v1/plugins/new',
    '/api/v1/plugins/trending',
    '/api/v1/plugins/featured',
    '/api/v1/favourites',
  ],
  ...[`/api/v1/publishers/${slug}/plugins`, '/api/v1/follows', `/api/v1/plugins?tag=${tag}`],
]

async function ask(client: ApiClient, path: string, { reader, etag }: { reader: Reader; etag?: string }): Promise<Answer> {
  const request = client.get(path).redirects(0)
  if (path.startsWith('/api/')) request.bearerToken(reader.token)
  else if (path.startsWith('/account')) request.header('accept', 'text/html').loginAs(reader.user)
  else if (!/\.(?:atom|xml|svg)/.test(path)) request.header('accept', 'text/html')
  if (etag) request.header('if-none-match', etag)
  const response = await request
  const body = response.body() as unknown
  return {
    status: response.status(),
    text: response.text() || (Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body)),
    etag: response.header('etag'),
  }
}

/** What the reader asked for is said back. */
const withoutEcho = (text: string, name: string) => text.replaceAll(`q=${name}`, '').replaceAll(`value="${name}"`, '')

type Reader = { user: Awaited<ReturnType<typeof createUser>>['user']; token: string }

test.group('A plugin that is hidden', () => {
  test('is gone from every public address at once, and back on each when it is back', async ({ client, assert }) => {
    const { user: publisher } = await createUser({ platform: ['user'] })
    const name = pluginName('vanishing')
    const tag = `t${name.slice(-10)}`
    const { pluginId } = await releasePlugin(
      publisher,
      { name, category: 'delivery' },
      { says: { tags: [tag], readme: '# Me', changelog: '- New' } }
    )
    await releasePlugin(publisher, { name: pluginName('staying'), category: 'delivery' })
    const { slug } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const { user } = await createUser({ platform: ['user'] })
    const reader = { user, token: await apiToken(user) }
    for (const mark of ['favourite', 'follow']) await client.put(`/api/v1/plugins/${name}/${mark}`).bearerToken(reader.token)
    await db.from('featured_plugins').delete()
    await (
      await app.container.make(FeaturePlugin)
    ).handle({ actor: systemActor('test'), plugin: name, position: 1, startsAt: null, endsAt: null })
    await db.from('plugins').where('id', pluginId).update({ trend_score: 1e6 })
    await advise(name, [{ introduced: '0' }, { fixed: '9.0.0' }])
    const addresses = [...own(name), ...lists(name, slug as string, tag)]
    const actor = { ...systemActor('test'), userId: (await moderator()).id }
    const readAll = async (tags?: Map<string, string>) => {
      const answers = new Map<string, Answer>()
      for (const path of addresses) answers.set(path, await ask(client, path, { reader, etag: tags?.get(path) }))
      return answers
    }

    const before = await readAll()
    const tags = new Map([...before].flatMap(([path, { etag }]) => (etag ? [[path, etag]] : [])) as [string, string][])
    const open = own(name).filter((path) => isOpen(before.get(path)!))
    assert.isAbove(open.length, 20)
    assert.includeMembers(
      open,
      ['', '/versions', '/security', '/feed.atom'].map((rest) => `/plugins/${name}${rest}`)
    )
    for (const path of lists(name, slug as string, tag)) {
      assert.equal(before.get(path)!.status, 200, path)
      assert.include(before.get(path)!.text, name, path)
    }

    for (const [hide, show] of [
      ['take_down', 'restore'],
      ['quarantine', 'release'],
    ] as const) {
      await withdraw({ actor, pluginId, act: hide, onExpiry: 'release', days: 3 })
      for (const [path, answer] of await readAll(tags)) {
        assert.equal(
          answer.status,
          lists(name, slug as string, tag).includes(path) ? 200 : open.includes(path) ? 404 : answer.status,
          `${hide}: ${path}`
        )
        if (answer.status === 200) assert.notInclude(withoutEcho(answer.text, name), name, `${hide}: ${path}`)
      }
      await withdraw({ actor, pluginId, act: show })
      if (show === 'release') continue
      for (const [path, answer] of await readAll()) {
        assert.equal(answer.status, before.get(path)!.status, `${show}: ${path}`)
        if (lists(name, slug as string, tag).includes(path)) assert.include(answer.text, name, `${show}: ${path}`)
      }
    }
  }).timeout(120_000)

  test('takes its publisher with it when there is no other', async ({ client }) => {
    const { user: publisher } = await createUser({ platform: ['user'] })
    const { pluginId } = await releasePlugin(publisher, { name: pluginName() })
    const { slug } = await db.from('publishers').where('user_id', publisher.id).firstOrFail()
    const paths = ['', '/feed.atom'].map((rest) => `/publishers/${slug}${rest}`).concat(`/api/v1/publishers/${slug}`)
    for (const path of paths) (await client.get(path)).assertStatus(200)
    await withdraw({ actor: { ...systemActor('test'), userId: (await moderator()).id }, pluginId, act: 'take_down' })
    for (const path of paths) (await client.get(path)).assertStatus(404)
  })
})
