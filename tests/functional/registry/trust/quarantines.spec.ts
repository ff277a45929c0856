import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/actor'
import EndQuarantines from '#registry/takedowns/jobs/end_quarantines'
import { actorOf } from '#tests/support/plugin_uploads'
import { moderator, published, statusOf, withdraw } from '#tests/support/withdrawals'

test.group('A quarantine', () => {
  const end = async () => (await app.container.make(EndQuarantines)).handle()
  const move = (pluginId: string, minutes: number) =>
    db
      .from('plugins')
      .where('id', pluginId)
      .update({ quarantine_expires_at: new Date(Date.now() + minutes * 60_000) })

  test('is told before it ends, once, and ends as was decided; one that was not over stays', async ({ client, assert }) => {
    const staff = actorOf(await moderator())
    const [gone, back, later] = [await published(), await published(), await published()]
    const quarantine = { actor: staff, act: 'quarantine' as const, days: 10 }
    await withdraw({ ...quarantine, pluginId: gone.pluginId, onExpiry: 'take_down' })
    await withdraw({ ...quarantine, pluginId: back.pluginId, onExpiry: 'release' })
    await withdraw({ ...quarantine, pluginId: later.pluginId })
    ;(await client.get(`/api/v1/plugins/${back.name}`)).assertStatus(404)
    await end()
    const told = () => db.from('outbox').where({ aggregate_id: gone.pluginId, name: 'registry.quarantine_ending.v1' })
    assert.isEmpty(await told())
    await move(gone.pluginId, 60)
    await end()
    await end()
    assert.lengthOf(await told(), 1)
    assert.equal(await statusOf(gone.pluginId), 'quarantined')
    await move(gone.pluginId, -1)
    await move(back.pluginId, -1)
    await Promise.all([end(), end()])
    assert.deepEqual(
      [await statusOf(gone.pluginId), await statusOf(back.pluginId), await statusOf(later.pluginId)],
      ['taken_down', 'active', 'quarantined']
    )
    ;(await client.get(`/api/v1/plugins/${back.name}`)).assertStatus(200)
    assert.lengthOf(await db.from('moderation_actions').where({ target_id: back.pluginId, action: 'release' }), 1)
  })

  test('without an end cannot be written', async ({ assert }) => {
    const { pluginId } = await published()
    await assert.rejects(() => db.from('plugins').where('id', pluginId).update({ status: 'quarantined' }), /plugins_quarantine_ends/)
    await withdraw({ actor: systemActor('test'), pluginId, act: 'quarantine' })
    assert.equal(await statusOf(pluginId), 'quarantined')
  })
})
