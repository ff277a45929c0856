import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { JobQueue } from '#core/jobs/job_queue'
import TellCompany from '#notifications/jobs/tell_company'
import { createUser } from '#tests/support/users'

type Event = Parameters<TellCompany['handle']>[0]

const kindsOf = async (userId: string) =>
  (await db.from('notifications').where('user_id', userId).orderBy('id')).map(({ kind }) => kind as string)

const tell = async (name: string, tenantId: string, payload: object) => {
  const event = { id: newId(), name, tenantId, aggregateId: tenantId, payload, occurredAt: new Date().toISOString() }
  const job = await app.container.make(TellCompany)
  for (let i = 0; i < 2; i++) await job.handle(event as unknown as Event)
}

test.group('What a company hears about itself', (group) => {
  group.setup(async () => {
    const queue = await app.container.make(JobQueue)
    app.container.swap(JobQueue, () => Object.assign(Object.create(queue), { enqueueAll: async () => {} }))
    return () => app.container.restore(JobQueue)
  })

  test('owners and admins hear of its plan and verification once, employees do not; an offer is told to whom it was made', async ({
    assert,
    client,
  }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    const admin = await createUser({ tenant: { role: 'admin', of: owner.tenant } })
    const employee = await createUser({ tenant: { role: 'user', of: owner.tenant } })
    const { id } = owner.tenant
    await tell('tenancy.quota_near.v1', id, { quota: 'api_calls', plan: 'FREE', level: 80 })
    await tell('tenancy.quota_near.v1', id, { quota: 'products', plan: 'FREE', level: 100 })
    for (const decision of ['approved', 'rejected', 'needs_more', 'expired']) {
      await tell('tenancy.verification_decided.v1', id, { decision })
    }
    await tell('tenancy.ownership_offered.v1', id, { to_user_id: employee.user.id })

    const told = ['quota_near', 'quota_reached', ...['approved', 'rejected', 'needs_more', 'expired'].map((one) => `verification_${one}`)]
    for (const { user } of [owner, admin]) {
      assert.sameMembers(
        await kindsOf(user.id),
        told.map((kind) => `tenancy.${kind}`)
      )
    }
    assert.deepEqual(await kindsOf(employee.user.id), ['tenancy.ownership_offered'])
    const english = (await client.get('/account/notifications').loginAs(owner.user)).text()
    for (const words of ['API calls', 'used up', 'is verified', 'Something is missing']) assert.include(english, words)
    const russian = (await client.get('/account/notifications').header('accept-language', 'ru').loginAs(admin.user)).text()
    assert.notInclude(russian, 'notifications.tenancy')
  })

  test('what plugins may use is told as every quota is, with what follows from it', async ({ assert, client }) => {
    const owner = await createUser({ tenant: { role: 'owner' } })
    await tell('tenancy.quota_near.v1', owner.tenant.id, { quota: 'plugin_fuel', plan: 'FREE', level: 80 })
    const near = (await client.get('/account/notifications').loginAs(owner.user)).text()
    assert.include(near, 'fuel of plugins')
    assert.notInclude(near, 'midnight UTC')
    await tell('tenancy.quota_near.v1', owner.tenant.id, { quota: 'plugin_runs', plan: 'FREE', level: 100 })
    const reached = (await client.get('/account/notifications').loginAs(owner.user)).text()
    assert.include(reached, 'calls of plugins. A larger plan includes more. Plugins are not asked again until midnight UTC')
  })
})
