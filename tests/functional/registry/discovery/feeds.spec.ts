import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { appUrl } from '#config/app'
import { YankVersion } from '#registry/actions/yank_version'
import { actOn, advise } from '#tests/support/advisories'
import { createUser } from '#tests/support/users'
import { actorOf, pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'

const HOSTILE = `Tom & "Jerry" <script>alert(1)</script> ]]> \u0007`

const bodyOf = (response: Awaited<ReturnType<ApiClient['get']>>): string => {
  const body = response.body() as unknown
  return Buffer.isBuffer(body) ? body.toString() : (response.text() ?? '')
}
const entriesOf = (feed: string) => feed.split('<entry>').slice(1)
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!)

async function plugin(spec: { category?: string; description?: string } = {}) {
  const { user } = await createUser({ platform: ['user'], fullName: `${HOSTILE}${Math.random()}` })
  const name = pluginName()
  const { pluginId, id } = await releasePlugin(user, { name, ...spec })
  const { slug } = await db.from('publishers').where('user_id', user.id).firstOrFail()
  return { user, name, pluginId, versionId: id, slug: slug as string }
}

test.group('Feeds', () => {
  test('tell of new versions, newest first, each with an id of its own that stays; what is hostile is text', async ({ client, assert }) => {
    const { user, name, pluginId, versionId, slug } = await plugin({ category: 'sync', description: HOSTILE })
    const { id: newer } = await releasePlugin(user, { name, version: '1.1.0', salt: 3, category: 'sync' })
    for (const path of [
      '/feeds/plugins.atom',
      `/plugins/${name}/feed.atom`,
      `/publishers/${slug}/feed.atom`,
      '/plugins/categories/sync/feed.atom',
    ]) {
      const response = await client.get(path)
      response.assertStatus(200)
      assert.equal(response.header('content-type'), 'application/atom+xml; charset=utf-8')
      const feed = bodyOf(response)
      const ids = all(feed, /<entry><id>(.*?)<\/id>/g)
      assert.includeMembers(ids, [`urn:uuid:${versionId}`, `urn:uuid:${newer}`], path)
      assert.isBelow(ids.indexOf(`urn:uuid:${newer}`), ids.indexOf(`urn:uuid:${versionId}`), path)
      assert.equal(new Set(ids).size, ids.length, path)
      assert.isAtMost(ids.length, 50)
      assert.include(feed, `<link rel="self" type="application/atom+xml" href="${new URL(path, appUrl).href}"/>`)
      assert.notInclude(feed, '<script')
      assert.notInclude(feed, '\u0007')
      assert.include(feed, 'Tom &amp; &quot;Jerry&quot; &lt;script&gt;')
      const [updated, ...times] = all(feed, /<updated>(.*?)<\/updated>/g)
      assert.equal(updated, times.toSorted().at(-1), `${path}: as old as its newest entry`)
      for (const entry of entriesOf(feed)) {
        for (const part of ['<title>', '<updated>', '<link ', '<author><name>']) assert.include(entry, part)
      }
    }
    assert.include(bodyOf(await client.get(`/plugins/${name}/feed.atom`)), `<id>urn:uuid:${pluginId}</id>`)
  })

  test('tell of advisories, and again when one is taken back', async ({ client, assert }) => {
    const { name } = await plugin()
    const { id, code, moderator } = await advise(name, [{ introduced: '0' }, { fixed: '9.0.0' }])
    const entry = async () => entriesOf(bodyOf(await client.get('/feeds/advisories.atom'))).find((text) => text.includes(`urn:uuid:${id}`))
    const first = await entry()
    assert.include(first!, code)
    assert.include(first!, `Severity: high. Plugins: ${name}`)
    await actOn(moderator, id, 'withdraw')
    const second = await entry()
    assert.include(second!, 'Withdrawn.')
    assert.isAbove(Date.parse(all(second!, /<updated>(.*?)</g)[0]!), Date.parse(all(first!, /<updated>(.*?)</g)[0]!))
  })

  test('are 304 to who has them, and new when a version is withdrawn by its author', async ({ client, assert }) => {
    const { user, name } = await plugin()
    const path = `/plugins/${name}/feed.atom`
    const first = await client.get(path)
    assert.equal(first.header('cache-control'), 'public, no-cache')
    const again = (tag: string) => client.get(path).header('if-none-match', tag)
    ;(await again(`"other", ${first.header('etag')}`)).assertStatus(304)
    ;(await again(`W/${first.header('etag')}`)).assertStatus(304)
    ;(await again('"other"')).assertStatus(200)
    await (await app.container.make(YankVersion)).handle({ actor: actorOf(user), plugin: name, version: '1.0.0' })
    const later = await again(first.header('etag')!)
    later.assertStatus(200)
    assert.include(bodyOf(later), 'withdrew')
  })

  test('are named on their pages, and there is none of what does not exist', async ({ client, assert }) => {
    const { name, slug } = await plugin()
    for (const path of ['/plugins', `/plugins/${name}`, `/publishers/${slug}`, '/plugins/categories/sync']) {
      const page = (await client.get(path).header('accept', 'text/html')).text()
      const [feed] = all(page, /<link rel="alternate" type="application\/atom\+xml" title="[^"]*" href="([^"]*)">/g)
      assert.exists(feed, path)
      ;(await client.get(new URL(feed!).pathname)).assertStatus(200)
    }
    for (const path of ['/plugins/none-of-that/feed.atom', '/publishers/nobody/feed.atom', '/plugins/categories/nonsense/feed.atom']) {
      ;(await client.get(path)).assertStatus(404)
    }
  })
})

test.group('Badges for elsewhere', () => {
  test('say what is so now, may run nothing, and are asked about each time', async ({ client, assert }) => {
    const { name, pluginId } = await plugin()
    await db
      .from('plugins')
      .where('id', pluginId)
      .update({ downloads_total: 12_345, rating_sum: 9, rating_count: 2, license: '<svg onload="x">' })
    const draw = async (kind: string) => {
      const response = await client.get(`/plugins/${name}/badge/${kind}.svg`)
      response.assertStatus(200)
      assert.equal(response.header('content-type'), 'image/svg+xml; charset=utf-8')
      assert.equal(response.header('content-security-policy'), "default-src 'none'; frame-ancestors 'none'; sandbox")
      assert.equal(response.header('cache-control'), 'public, no-cache')
      ;(await client.get(`/plugins/${name}/badge/${kind}.svg`).header('if-none-match', response.header('etag')!)).assertStatus(304)
      return bodyOf(response)
    }
    assert.include(await draw('version'), 'rialto: v1.0.0')
    assert.include(await draw('downloads'), 'downloads: 12.3k')
    assert.include(await draw('rating'), 'rating: 4.5/5 (2)')
    assert.include(await draw('verified'), 'plugin: not verified')
    assert.include(await draw('signed'), 'author: not signed')
    const license = await draw('license')
    assert.include(license, '&lt;svg onload=')
    assert.equal(license.match(/<svg/g)?.length, 1)
    await db.from('plugins').where('id', pluginId).update({ verified_at: new Date() })
    assert.include(await draw('verified'), 'plugin: verified')
    for (const file of ['luck.svg', 'version.png', 'version']) (await client.get(`/plugins/${name}/badge/${file}`)).assertStatus(404)
  })
})

test.group('Search engines', () => {
  test('find every public page from robots.txt on', async ({ client, assert }) => {
    const { name, slug } = await plugin()
    const robots = bodyOf(await client.get('/robots.txt'))
    assert.include(robots, 'Disallow: /operator')
    const [sitemap] = all(robots, /^Sitemap: (.*)$/gm)
    const index = bodyOf(await client.get(new URL(sitemap!).pathname))
    const parts = all(index, /<loc>(.*?)<\/loc>/g).map((url) => new URL(url.replaceAll('&amp;', '&')))
    const places = new Set<string>()
    for (const { pathname, search } of parts) {
      const response = await client.get(pathname + search)
      response.assertStatus(200)
      for (const url of all(bodyOf(response), /<loc>(.*?)<\/loc>/g)) places.add(new URL(url).pathname)
    }
    for (const path of ['/plugins', `/plugins/${name}`, `/publishers/${slug}`, '/plugins/categories/sync', '/plugins/tags/test']) {
      assert.isTrue(places.has(path), path)
    }
    ;(await client.get('/sitemaps/plugins.xml?after=nonsense')).assertStatus(422)
  })

  test('are told what a page is, in one address for each language; nothing ends the data block', async ({ client, assert }) => {
    const { name } = await plugin({ description: '</script><script>alert(1)</script>' })
    const open = async (query = '') => (await client.get(`/plugins/${name}${query}`).header('accept', 'text/html')).text()
    const page = await open()
    const url = new URL(`/plugins/${name}`, appUrl).href
    assert.include(page, `<link rel="canonical" href="${url}">`)
    for (const language of ['en', 'ru']) assert.include(page, `hreflang="${language}" href="${url}?lang=${language}"`)
    assert.include(page, `<meta property="og:url" content="${url}">`)
    const [data] = all(page, /<script type="application\/ld\+json">(.*?)<\/script>/gs)
    assert.notInclude(data!, '<')
    assert.containSubset(JSON.parse(data!), {
      '@type': 'SoftwareApplication',
      'identifier': name,
      'softwareVersion': '1.0.0',
      'description': '</script><script>alert(1)</script>',
    })
    const russian = await open('?lang=ru')
    assert.include(russian, '<html lang="ru"')
    assert.include(russian, `<link rel="canonical" href="${url}?lang=ru">`)
    assert.include(russian, 'Пробный плагин')
    assert.include(await open('?lang=xx'), '<html lang="en"')
    const choose = (back: string) => client.post('/preferences/locale').withCsrfToken().redirects(0).form({ locale: 'en', back })
    assert.equal((await choose(`/plugins/${name}?lang=ru`)).header('location'), `/plugins/${name}`)
    assert.equal((await choose('/plugins?q=a&lang=ru&page=2')).header('location'), '/plugins?q=a&page=2')
    assert.include((await client.get('/plugins?q=anything').header('accept', 'text/html')).text(), 'content="noindex, follow"')
    assert.notInclude((await client.get('/plugins').header('accept', 'text/html')).text(), 'noindex')
  })
})
