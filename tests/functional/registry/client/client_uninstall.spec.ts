import { readdir } from 'node:fs/promises'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { forgetCounts } from '#tests/support/forget_counts'
import { PluginClient } from '#tests/support/plugin_client'
import { pluginName } from '#tests/support/plugin_uploads'
import { programToken, somebody } from '#tests/support/publishing'
import { releaseAll } from '#tests/support/registry_index'
import { createUser, PASSWORD } from '#tests/support/users'
import { needs } from '#tests/unit/registry/dependencies/small_registries'

test.group('Taking plugins away with the client', (group) => {
  let client: PluginClient
  group.each.setup(async () => {
    await forgetCounts()
    client = await PluginClient.create()
    return () => client.remove()
  })

  const listed = async () => (await client.run(['list'])).data.plugins as unknown as { name: string; requires: string | null }[]

  test('from a folder: with what only they needed, not what others need, and back again', async ({ assert }) => {
    const [base, top, other] = [pluginName('base'), pluginName('top'), pluginName('other')]
    await releaseAll(await somebody(), [
      { name: base, version: '1.0.0', salt: 1 },
      { name: top, version: '1.0.0', salt: 2, needs: needs(`runtime ${base} ^1`) },
      { name: other, version: '1.0.0', salt: 3 },
    ])
    assert.equal((await client.run(['install', `${top}@^1`, other])).code, 0)
    assert.sameDeepMembers(
      (await listed()).map(({ name, requires }) => [name, requires]),
      [
        [base, null],
        [top, '^1'],
        [other, '*'],
      ]
    )
    const needed = await client.run(['uninstall', base])
    assert.deepEqual([needed.code, String(needed.data.error_code)], [1, 'NOT_INSTALLED'])
    assert.include(String(needed.data.error), 'because others need it')
    assert.equal((await client.run(['uninstall', pluginName()])).code, 1)

    const gone = await client.run(['uninstall', top])
    assert.equal(gone.code, 0, gone.out + gone.err)
    assert.deepEqual(
      (await listed()).map(({ name }) => name),
      [other]
    )
    assert.equal((await client.run(['verify'])).code, 0)
    assert.equal((await client.run(['rollback'])).code, 0)
    assert.lengthOf(await listed(), 3)

    assert.equal((await client.run(['uninstall', top, other])).code, 0)
    assert.deepEqual(await listed(), [])
    assert.equal((await client.run(['verify'])).code, 0)
    assert.include(await readdir(client.path('plugins')), 'rialto-lock.json')
  })

  test('from the instance, and a yanked version is put back', async ({ assert }) => {
    const publisher = await somebody()
    const [base, top] = [pluginName('base'), pluginName('top')]
    await releaseAll(publisher, [
      { name: base, version: '1.0.0', salt: 1 },
      { name: top, version: '1.0.0', salt: 2, needs: needs(`runtime ${base} ^1`) },
    ])
    const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
    await client.run(['login', '--email', user.email], { input: `${PASSWORD}\n` })
    assert.equal((await client.run(['remote', 'install', top, '--consent', 'all'])).code, 0)
    const refused = await client.run(['remote', 'uninstall', base])
    assert.deepEqual([refused.code, String(refused.data.error_code)], [1, 'PLUGIN_NEEDED'])
    for (const words of [[top], [base]]) {
      const removed = await client.run(['remote', 'uninstall', ...words])
      assert.equal(removed.code, 0, removed.out + removed.err)
    }
    assert.lengthOf(await db.from('plugin_installations').where('tenant_id', tenant!.id), 0)

    const env = { RIALTO_TOKEN: (await programToken(publisher, { scopes: ['yank'] })).secret }
    const statusOf = async () =>
      (
        await db
          .from('plugin_versions as v')
          .join('plugins as p', 'p.id', 'v.plugin_id')
          .where('p.name', base)
          .select('v.status')
          .firstOrFail()
      ).status
    assert.equal((await client.run(['yank', `${base}@1.0.0`, '--reason', 'Wrong'], { env })).code, 0)
    assert.equal(await statusOf(), 'yanked')
    const back = await client.run(['yank', `${base}@1.0.0`, '--undo'], { env })
    assert.equal(back.code, 0, back.out + back.err)
    assert.equal(await statusOf(), 'published')
  })
})
