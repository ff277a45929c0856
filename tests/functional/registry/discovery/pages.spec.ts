import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const open = (client: ApiClient, path: string, user?: User) => {
  const request = client.get(path).header('accept', 'text/html').redirects(0)
  return user ? request.loginAs(user) : request
}
const inDays = (days: number) => DateTime.utc().plus({ days }).toISO()
const namesIn = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name)

async function plugin(spec: { name?: string; category?: string } = {}) {
  const { user } = await createUser({ platform: ['user'] })
  const name = spec.name ?? pluginName()
  const { pluginId } = await releasePlugin(user, { name, ...spec }, { says: { readme: '# Hello', changelog: '- First' } })
  const { slug } = await db.from('publishers').where('user_id', user.id).firstOrFail()
  return { user, name, pluginId, slug: slug as string }
}

test.group('Pages of a plugin', () => {
  test('one for each part, with the way to the others; lines to copy, why its badges', async ({ client, assert }) => {
    const { user, name } = await plugin()
    await releasePlugin(user, { name, version: '1.1.0', salt: 5 }, { says: { readme: '# Hello again', changelog: '- Second' } })
    const texts: Record<string, string[]> = {
      '': ['<h3>Hello again</h3>', `plugin:install ${name}@1.1.0`, 'A release within 90 days', '/badge/version.svg'],
      '/versions': ['1.1.0', '1.0.0', 'versions/1.0.0/download', 'SHA-256'],
      '/changelog': ['<li>Second</li>'],
      '/security': ['Signatures', `plugin:verify ${name}@1.1.0`],
      '/reviews': ['Reviews'],
      '/statistics': ['Downloads by day', 'Downloads by version'],
    }
    for (const [part, expected] of Object.entries(texts)) {
      const page = await open(client, `/plugins/${name}${part}`)
      page.assertStatus(200)
      for (const text of expected) assert.include(page.text(), text, part)
      for (const other of Object.keys(texts)) assert.include(page.text(), `href="/plugins/${name}${other}"`, part)
    }
    for (const days of [90, 365]) (await open(client, `/plugins/${name}/statistics?days=${days}`)).assertStatus(200)
    assert.include([302, 422], (await open(client, `/plugins/${name}/statistics?days=7`)).status())
  })

  test('the button to install is for people of a company who may', async ({ client, assert }) => {
    const { name } = await plugin()
    const install = `/seller/plugins/install/${name}`
    const [admin, viewer] = [await createUser({ tenant: { role: 'admin' } }), await createUser({ tenant: { role: 'viewer' } })]
    assert.include((await open(client, `/plugins/${name}`, admin.user)).text(), install)
    assert.notInclude((await open(client, `/plugins/${name}`, viewer.user)).text(), install)
    assert.notInclude((await open(client, `/plugins/${name}`)).text(), install)
  })

  test('say that it is deprecated, and what to take instead as long as that is there', async ({ client, assert }) => {
    const [old, better] = [await plugin(), await plugin()]
    assert.notInclude((await open(client, `/plugins/${old.name}`)).text(), 'Deprecated')
    await db.from('plugins').where('id', old.pluginId).update({ deprecated_at: new Date(), replacement_id: better.pluginId })
    const page = (await open(client, `/plugins/${old.name}`)).text()
    assert.include(page, 'Deprecated')
    assert.include(page, `/plugins/${better.name}"`)
    await db.from('plugins').where('id', better.pluginId).update({ status: 'taken_down' })
    assert.notInclude((await open(client, `/plugins/${old.name}`)).text(), better.name)
  })

  test('texts are rendered once, and anew when the renderer changed', async ({ client, assert }) => {
    const { name, pluginId } = await plugin()
    const { default_version_id: versionId } = await db.from('plugins').where('id', pluginId).firstOrFail()
    assert.include((await open(client, `/plugins/${name}`)).text(), '<h3>Hello</h3>')
    await db.from('version_pages').where('version_id', versionId).update({ readme: '<p>Kept</p>' })
    assert.include((await open(client, `/plugins/${name}`)).text(), '<p>Kept</p>')
    await db.from('version_pages').where('version_id', versionId).update({ renderer: 0 })
    assert.include((await open(client, `/plugins/${name}`)).text(), '<h3>Hello</h3>')
  })
})

test.group('Publishers', () => {
  test('have a page and an API: who they are, since when, their figures and plugins', async ({ client, assert }) => {
    const { user, name, slug, pluginId } = await plugin()
    const second = pluginName()
    await releasePlugin(user, { name: second })
    await db.from('plugins').where('id', pluginId).update({ downloads_total: 40, rating_sum: 9, rating_count: 2 })
    const shown = await client.get(`/api/v1/publishers/${slug.toUpperCase()}`)
    shown.assertBodyContains({
      slug,
      plugins: 2,
      downloads: 40,
      rating: 4.5,
      reviews_count: 2,
      verified: false,
      verify_method: null,
      followers: 0,
    })
    const first = await client.get(`/api/v1/publishers/${slug}/plugins`).qs({ limit: 1 })
    const rest = await client.get(`/api/v1/publishers/${slug}/plugins`).qs({ limit: 1, cursor: first.body().meta.next_cursor })
    assert.sameMembers([...namesIn(first.body()), ...namesIn(rest.body())], [name, second])
    assert.isNull(rest.body().meta.next_cursor)
    const page = (await open(client, `/publishers/${slug}`)).text()
    for (const text of [name, second, 'Nobody has verified']) assert.include(page, text)
    await db.from('publishers').where('slug', slug).update({ verified_at: new Date(), verify_method: 'dns' })
    assert.include((await open(client, `/publishers/${slug}`)).text(), 'Proved its domain')
    ;(await client.get(`/api/v1/publishers/${slug}`)).assertBodyContains({ verified: true, verify_method: 'dns' })
    ;(await client.get('/api/v1/publishers/nobody-of-that-name')).assertStatus(404)
    ;(await open(client, '/publishers/nobody-of-that-name')).assertStatus(404)
  })
})

test.group('The marketplace before anybody searches', () => {
  test('shows what its operator chose, in that order and time; then what trends, then what is new', async ({ client, assert }) => {
    const [first, second, later, over] = [await plugin(), await plugin(), await plugin(), await plugin()]
    const admin = await apiToken((await createUser({ platform: ['admin'] })).user)
    const stranger = await apiToken(second.user)
    const feature = (name: string, body: object, token = admin) =>
      client.put(`/api/v1/admin/plugins/${name}/featured`).bearerToken(token).json(body)
    ;(await feature(first.name, { position: 1 }, stranger)).assertStatus(403)
    ;(await feature(second.name, { position: 901 })).assertStatus(200)
    ;(await feature(first.name, { position: 902 })).assertStatus(200)
    ;(await feature(first.name, { position: 900 })).assertBodyContains({ plugin_name: first.name, position: 900, ends_at: null })
    ;(await feature(later.name, { position: 899, starts_at: inDays(1) })).assertStatus(200)
    ;(await feature(over.name, { ends_at: inDays(-1) })).assertStatus(422)
    ;(await feature(over.name, { position: 898, starts_at: inDays(-3), ends_at: inDays(1) })).assertStatus(200)
    ;(await feature('no-such-plugin', {})).assertStatus(404)
    for (const starts_at of ['2026-02-30T10:00:00Z', 'tomorrow', 5]) (await feature(first.name, { starts_at })).assertStatus(422)
    await db
      .from('featured_plugins')
      .where('plugin_id', over.pluginId)
      .update({ ends_at: inDays(-1) })
    const featured = namesIn((await client.get('/api/v1/plugins/featured').qs({ limit: 100 })).body())
    assert.isBelow(featured.indexOf(first.name), featured.indexOf(second.name))
    assert.notIncludeMembers(featured, [later.name, over.name])
    const listed = (await client.get('/api/v1/admin/featured-plugins').bearerToken(admin)).body().data as {
      plugin_name: string
      state: string
    }[]
    assert.deepEqual(
      [later, over, first].map(({ name }) => listed.find((row) => row.plugin_name === name)?.state),
      ['later', 'over', 'shown']
    )
    assert.equal(
      await db
        .from('audit_log')
        .where({ action: 'registry.plugin_featured', target_id: first.pluginId })
        .count('* as n')
        .then(([{ n }]) => Number(n)),
      2
    )

    await db.from('plugins').where('id', second.pluginId).update({ trend_score: 9e6 })
    assert.equal(namesIn((await client.get('/api/v1/plugins/trending')).body())[0], second.name)
    assert.notInclude(namesIn((await client.get('/api/v1/plugins/trending').qs({ limit: 100 })).body()), over.name)
    assert.equal(namesIn((await client.get('/api/v1/plugins/new')).body())[0], over.name)
    const page = (await open(client, '/plugins')).text()
    assert.isBelow(page.indexOf('id="shelf-trending"'), page.indexOf('id="shelf-new"'))
    assert.include(page, 'id="shelf-featured"')
    assert.notInclude((await open(client, '/plugins?q=anything')).text(), 'id="shelf-')

    ;(await client.delete(`/api/v1/admin/plugins/${first.name}/featured`).bearerToken(admin)).assertStatus(204)
    ;(await client.delete(`/api/v1/admin/plugins/${first.name}/featured`).bearerToken(admin)).assertStatus(404)
  })

  test('its operator has a page for that; nobody else', async ({ client, assert }) => {
    const { name } = await plugin()
    const { user } = await createUser({ platform: ['admin'] })
    const press = (path: string, form: object, by = user) =>
      client.post(path).loginAs(by).withCsrfToken().header('accept', 'text/html').redirects(0).form(form)
    const day = inDays(2).slice(0, 10)
    ;(await press('/operator/featured-plugins', { plugin: name, position: '950', starts_at: '', ends_at: day })).assertStatus(302)
    assert.include((await open(client, '/operator/featured-plugins', user)).text(), name)
    ;(await press(`/operator/featured-plugins/${name}/remove`, {})).assertStatus(302)
    assert.notInclude((await open(client, '/operator/featured-plugins', user)).text(), `/plugins/${name}"`)
    const moderator = (await createUser({ platform: ['moderator'] })).user
    ;(await open(client, '/operator/featured-plugins', moderator)).assertStatus(403)
  })

  test('categories and tags have pages with what is in them; made-up ones have none', async ({ client, assert }) => {
    const { name } = await plugin({ category: 'observability' })
    assert.include((await open(client, '/plugins/categories/observability')).text(), name)
    assert.notInclude((await open(client, '/plugins/categories/testing')).text(), name)
    assert.include((await open(client, '/plugins/tags/TEST')).text(), '#test')
    for (const path of ['/plugins/categories/nonsense', '/plugins/tags/nobody-has-this']) (await open(client, path)).assertStatus(404)
    const categories = (await client.get('/api/v1/plugins/categories')).body().data as { category: string; plugins: number }[]
    assert.isAbove(categories.find(({ category }) => category === 'observability')!.plugins, 0)
    const tags = (await client.get('/api/v1/plugins/tags')).body().data as { tag: string; plugins: number }[]
    assert.isAbove(tags.find(({ tag }) => tag === 'test')!.plugins, 0)
    for (const path of ['/plugins/categories', '/plugins/tags']) (await open(client, path)).assertStatus(200)
  })
})
