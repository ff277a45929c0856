import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { createUser } from '#tests/support/users'
import { pluginName, releasePlugin } from '#tests/support/plugin_uploads'
import { plantGraph, plantPigeons, type GraphPlugin } from '#tests/support/plugin_graphs'
import { releaseAll, seedIndex } from '#tests/support/registry_index'
import { adviseBy } from '#registry/dependencies/queries/find_advised_versions'
import { RESOLVE_LIMITS } from '#registry/dependencies/resolve_limits'

/** Names of a graph, made this test's own. */
async function seed(graph: GraphPlugin[]): Promise<string> {
  const { user } = await createUser({ platform: ['user'] })
  const { id } = await releasePlugin(user, { name: pluginName('seed') })
  const { artifact_digest: digest, publisher_id: publisherId } = await db
    .from('plugin_versions as v')
    .join('plugins as p', 'p.id', 'v.plugin_id')
    .where('v.id', id)
    .select('v.artifact_digest', 'p.publisher_id')
    .firstOrFail()
  const prefix = pluginName('graph')
  const own = (name: string) => `${prefix}-${name}`
  await seedIndex(
    graph.map(({ name, versions }) => ({
      name: own(name),
      versions: versions.map(({ version, needs }) => ({ version, needs: needs.map((need) => ({ ...need, name: own(need.name) })) })),
    })),
    { publisherId, digest }
  )
  return own(graph[0]!.name)
}

test.group('Resolving large questions by API', () => {
  test('two hundred plugins go together', async ({ client, assert }) => {
    const first = await seed(plantGraph({ plugins: 200, versions: 6, needs: 4 }))
    const response = await client.post('/api/v1/resolve').json({ requires: { [first]: '*' } })
    response.assertStatus(200)
    assert.isAbove(response.body().lockfile.plugins.length, 150)
    const again = await client.post('/api/v1/resolve').json({ requires: { [first]: '*' }, lock: response.body().lockfile })
    assert.deepEqual(again.body().changes, [])
    assert.deepEqual(again.body().lockfile, response.body().lockfile)
  })

  test('beyond a limit it is refused by the name of the limit, in the language of the reader', async ({ client, assert }) => {
    const chain = Array.from({ length: RESOLVE_LIMITS.depth + 1 }, (_, at) => ({
      name: `link-${at}-end`,
      versions: [{ version: '1.0.0', needs: [{ kind: 'runtime' as const, name: `link-${at + 1}-end`, range: '*' }] }],
    }))
    const wide = [
      {
        name: 'wide',
        versions: Array.from({ length: 11 }, (_, at) => ({
          version: `1.${at}.0`,
          needs: Array.from({ length: 50 }, (_need, to) => ({ kind: 'runtime' as const, name: `leaf-${at}-${to}`, range: '*' })),
        })),
      },
    ]
    for (const [graph, rule] of [
      [chain, /^max_depth$/],
      [wide, /^max_plugins$/],
      // A slow machine comes to the end of the time first.
      [plantPigeons(12), /^max_(steps|milliseconds)$/],
    ] as const) {
      const first = await seed(graph)
      const response = await client.post('/api/v1/resolve').json({ requires: { [first]: '*' } })
      response.assertStatus(422)
      response.assertBodyContains({ error_code: 'RESOLVE_LIMIT', details: [{ field: 'requires' }] })
      assert.match(response.body().details[0].rule, rule)
    }
    const first = await seed(chain)
    const inRussian = await client
      .post('/api/v1/resolve')
      .header('accept-language', 'ru')
      .json({ requires: { [first]: '*' } })
    inRussian.assertBodyContains({ error: `Цепочка зависимостей длиннее ${RESOLVE_LIMITS.depth}` })
  })

  test('versions with an advisory are passed over, and named where nothing else fits', async ({ client, assert, cleanup }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName('advised')
    await releaseAll(user, [
      { name, version: '1.0.0' },
      { name, version: '1.1.0' },
    ])
    cleanup(() => adviseBy(async () => new Set()))
    const bad = await db.from('plugin_versions as v').join('plugins as p', 'p.id', 'v.plugin_id').where({ 'p.name': name, 'v.version': '1.1.0' }).select('v.id').firstOrFail() // prettier-ignore
    adviseBy(async (ids) => new Set(ids.filter((id) => id === bad.id)))
    const resolve = async (range: string) => (await client.post('/api/v1/resolve').json({ requires: { [name]: range } })).body()
    assert.equal((await resolve('^1')).lockfile.plugins[0].version, '1.0.0')
    const forced = await resolve('>=1.1.0')
    assert.equal(forced.lockfile.plugins[0].version, '1.1.0')
    assert.include(JSON.stringify(forced.explanation), 'taken_though_advised')
  })
})
