import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { apiToken, createUser } from '#tests/support/users'
import { steadyQueries } from '#tests/support/statements'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

const MOST = 12

type Reader = { client: ApiClient; user: User; token: string }

const read = ({ client, user, token }: Reader, path: string) => {
  const request = client.get(path).redirects(0)
  if (path.startsWith('/api/')) return request.bearerToken(token)
  return /\.(?:atom|xml|svg)$/.test(path) ? request : request.header('accept', 'text/html').loginAs(user)
}

const steady = (reader: Reader, path: string) => steadyQueries(async () => void (await read(reader, path)).assertStatus(200))

test.group('Pages of discovery', () => {
  test('send as many statements for many plugins as for one, and not many', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['superadmin'], tenant: { role: 'owner' } })
    const reader = { client, user, token: await apiToken(user) }
    const publish = async (name: string, version = '1.0.0') => {
      const { pluginId } = await releasePlugin(
        user,
        { name, version, salt: Number(version[2]) },
        { says: { readme: '# Hello', changelog: '- It' } }
      )
      const mark = { user_id: user.id, plugin_id: pluginId }
      for (const table of ['plugin_favourites', 'plugin_follows']) await db.knexQuery().table(table).insert(mark).onConflict().ignore()
      await db.knexQuery().table('featured_plugins').insert({ plugin_id: pluginId, position: 1000 }).onConflict().ignore()
    }
    const name = pluginName()
    await publish(name)
    const { slug } = await db.from('publishers').where('user_id', user.id).firstOrFail()
    const paths = [
      ...['', '/versions', '/changelog', '/security', '/reviews', '/statistics', '/feed.atom', '/badge/version.svg'].map(
        (part) => `/plugins/${name}${part}`
      ),
      ...['/plugins', '/plugins/categories', '/plugins/categories/discount', '/plugins/tags', '/plugins/tags/test', `/publishers/${slug}`],
      ...[
        '/account/favourites',
        '/account/follows',
        '/operator/featured-plugins',
        '/feeds/plugins.atom',
        '/feeds/advisories.atom',
        '/sitemaps/plugins.xml',
      ],
      ...['/api/v1/plugins/featured', '/api/v1/plugins/new', '/api/v1/favourites', '/api/v1/follows', `/api/v1/publishers/${slug}/plugins`],
    ]
    const few = new Map<string, number>()
    for (const path of paths) few.set(path, await steady(reader, path))
    for (let at = 1; at <= 3; at++) await publish(name, `1.${at}.0`)
    for (let at = 0; at < 4; at++) await publish(pluginName())
    for (const path of paths) {
      const many = await steady(reader, path)
      assert.equal(many, few.get(path), path)
      assert.isAtMost(many, MOST, path)
    }
  }).timeout(120_000)
})
