import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName, publishBody, releasePlugin } from '#tests/support/plugin_uploads'

test.group('Readme and changelog of a version', () => {
  test('are published with it and shown, rendered, on the page of the plugin', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const name = pluginName()
    await releasePlugin(
      user,
      { name },
      { says: { readme: '# Using it\n\n<script>no</script> [docs](https://docs.example)', changelog: '- First *release*' } }
    )
    const page = await client.get(`/plugins/${name}`).header('accept', 'text/html')
    page.assertStatus(200)
    page.assertTextIncludes('<h3>Using it</h3>')
    page.assertTextIncludes('&lt;script&gt;no&lt;/script&gt;')
    page.assertTextIncludes('rel="nofollow ugc noopener">docs</a>')
    const changelog = await client.get(`/plugins/${name}/changelog`).header('accept', 'text/html')
    changelog.assertTextIncludes('First <em>release</em>')
    await releasePlugin(user, { name, version: '1.1.0' }, { says: { readme: '# Anew' } })
    const later = await client.get(`/plugins/${name}`).header('accept', 'text/html')
    later.assertTextIncludes('<h3>Anew</h3>')
    const none = await client.get(`/plugins/${name}/changelog`).header('accept', 'text/html')
    none.assertStatus(200)
    assert.notInclude(none.text(), 'First <em>release</em>')
    const plain = pluginName()
    await releasePlugin(user, { name: plain })
    ;(await client.get(`/plugins/${plain}`).header('accept', 'text/html')).assertStatus(200)
  })

  test('come with a publish request, and have a longest length', async ({ client, assert }) => {
    const { user } = await createUser({ platform: ['user'] })
    const token = await apiToken(user)
    const publish = (body: object) => client.post('/api/v1/plugins/publish').bearerToken(token).json(body)
    const name = pluginName()
    for (const field of ['readme', 'changelog']) {
      const refused = await publish(publishBody({ name }, { [field]: 'x'.repeat(65_537) }))
      refused.assertStatus(422)
      refused.assertBodyContains({ details: [{ field }] })
    }
    ;(await publish(publishBody({ name }, { readme: 'x'.repeat(65_536), changelog: '- one' }))).assertStatus(200)
    const kept = await db
      .from('version_texts as t')
      .join('plugin_versions as v', 'v.id', 't.version_id')
      .join('plugins as p', 'p.id', 'v.plugin_id')
      .where('p.name', name)
      .firstOrFail()
    assert.equal(kept.changelog, '- one')
    await assert.rejects(
      () => db.from('version_texts').where('version_id', kept.version_id).update({ changelog: 'other' }),
      /never changes/
    )
  })
})
