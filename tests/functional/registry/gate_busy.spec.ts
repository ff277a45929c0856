import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { PluginHost } from '#runtime/host/plugin_host'
import { apiToken, createUser } from '#tests/support/users'
import { pluginName, publishBody } from '#tests/support/plugin_uploads'

test.group('Publishing while the gate is busy', () => {
  test('is refused with the time to come again, keeps nothing, and works then', async ({ client, assert }) => {
    const token = await apiToken((await createUser({ platform: ['user'] })).user)
    const name = pluginName()
    const publish = () => client.post('/api/v1/plugins/publish').bearerToken(token).json(publishBody({ name }))
    const host = await app.container.make(PluginHost)
    // As the host answers when too many wait at the gate.
    host.inspect = () => Promise.reject(new Error('Too many modules wait to be judged.'))
    try {
      const refused = await publish()
      refused.assertStatus(503)
      assert.isAbove(Number(refused.header('retry-after')), 0)
      assert.lengthOf(await db.from('plugins').where({ name }), 0)
    } finally {
      delete (host as Partial<PluginHost>).inspect
    }
    const taken = await publish()
    taken.assertStatus(200)
  })
})
