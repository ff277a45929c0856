import db from '@adonisjs/lucid/services/db'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { JobQueue } from '#core/jobs/job_queue'
import TellPluginDisabled from '#notifications/jobs/tell_plugin_disabled'
import TellPluginWaiting from '#notifications/jobs/tell_plugin_waiting'
import { createUser } from '#tests/support/users'
import { make } from '#tests/support/plugin_runs'
import type { PluginEventPayload } from '#runtime/events/runtime_events'

const installationId = newId()

const event = <Payload>(tenantId: string | null, payload: Payload) => ({
  id: newId(),
  name: 'runtime.something.v1',
  tenantId,
  aggregateId: installationId,
  occurredAt: new Date().toISOString(),
  payload,
})

const aboutPlugin = (rest: Partial<PluginEventPayload>): PluginEventPayload => ({
  ...{ installation_id: installationId, plugin_id: newId(), plugin_name: 'courier-rates', version: '1.1.0', reason: null, by: 'user' },
  ...rest,
})

const noticesOf = (userId: string) => db.from('notifications').where('user_id', userId)

test.group('Notices about plugins', (group) => {
  group.setup(async () => {
    const queue = await app.container.make(JobQueue)
    app.container.swap(JobQueue, () => Object.assign(Object.create(queue), { enqueueAll: async () => {} }))
    return () => app.container.restore(JobQueue)
  })

  test('a waiting version is told to those who can agree to it, once, and leads to the difference', async ({ assert, client }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const viewer = await createUser({ tenant: { role: 'viewer', of: owner.tenant } })
    const waiting = event(owner.tenant.id, aboutPlugin({ waiting_version: '2.0.0', capabilities: ['clock'] }))
    const job = await make(TellPluginWaiting)
    await job.handle(waiting)
    await job.handle(waiting)
    const notices = await noticesOf(owner.user.id)
    assert.lengthOf(notices, 1)
    assert.equal(notices[0].link, `/seller/plugins/${installationId}/update`)
    assert.lengthOf(await noticesOf(viewer.user.id), 0)
    const page = await client.get('/account/notifications').loginAs(owner.user)
    page.assertTextIncludes('courier-rates 2.0.0 waits for your consent')
  })

  test('a plugin that failed after an automatic update is told with the way back, in both languages', async ({ assert, client }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const russian = await createUser({ tenant: { role: 'admin', of: owner.tenant }, locale: 'ru' })
    const failed = aboutPlugin({ by: 'breaker', reason: '3 failures in a row', last_good_version: '1.0.0', is_automatic: true })
    const job = await make(TellPluginDisabled)
    await job.handle(event(owner.tenant.id, failed))
    const english = (await client.get('/account/notifications').loginAs(owner.user)).text()
    for (const words of ['automatic update', 'back to version 1.0.0', '3 failures in a row']) assert.include(english, words)
    const text = (await client.get('/account/notifications').header('accept-language', 'ru').loginAs(russian.user)).text()
    for (const words of ['автоматическим обновлением', 'версию 1.0.0']) assert.include(text, words)

    const other = await createUser({ tenant: { role: 'owner' } })
    await job.handle(event(other.tenant.id, { ...failed, last_good_version: null, is_automatic: false }))
    const plain = (await client.get('/account/notifications').loginAs(other.user)).text()
    assert.include(plain, '3 failures in a row')
    for (const words of ['automatic update', 'back to version']) assert.notInclude(plain, words)
  })
})
