import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { JobQueue } from '#core/jobs/job_queue'
import { newId } from '#core/ids'
import TellOtherOwners from '#notifications/jobs/tell_other_owners'
import { linkSecret } from '#registry/owners/link_secret'
import { forgetCounts } from '#tests/support/forget_counts'
import { giveRole, somebody, teamPlugin } from '#tests/support/publishing'
import { apiToken } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

type Told = { kind: string; params: Record<string, string>; link: string }

/** A team with a second owner, who should hear of what the first one does. */
async function team() {
  const made = await teamPlugin()
  const second = await somebody()
  await giveRole(made.name, second, 'owner')
  const { id } = (await db.from('plugins').where('name', made.name).select('id').firstOrFail()) as { id: string }
  return { ...made, id, second }
}

/** The consumer is run twice, as a queue may. */
async function deliver(name: string, aggregateId: string) {
  const { payload } = await db.from('outbox').where({ name, aggregate_id: aggregateId }).orderBy('seq', 'desc').firstOrFail()
  const event = { id: newId(), name, aggregateId, tenantId: null, payload, occurredAt: new Date().toISOString() }
  const job = await app.container.make(TellOtherOwners)
  for (let at = 0; at < 2; at++) await job.handle(event as never)
}

const noticesOf = async ({ id }: User): Promise<Told[]> => db.from('notifications').where('user_id', id).orderBy('id')

async function send(client: ApiClient, user: User, [method, path, body]: ['put' | 'post' | 'delete', string, object]) {
  const reply = await client[method](`/api/v1/${path}`)
    .bearerToken(await apiToken(user))
    .json(body)
  if (reply.status() >= 300) throw new Error(`${path} answered ${reply.status()}: ${reply.text()}`)
  return reply
}

test.group('What owners of a plugin hear of each other', (group) => {
  group.setup(async () => {
    const queue = await app.container.make(JobQueue)
    app.container.swap(JobQueue, () => Object.assign(Object.create(queue), { enqueueAll: async () => {} }))
    return () => app.container.restore(JobQueue)
  })
  group.each.setup(forgetCounts)

  test('somebody joins, gets another role, is removed: other owners, once each; not who did it, not who has a smaller role', async ({
    client,
    assert,
  }) => {
    const { id, name, owner, second, maintainer } = await team()
    const joining = await somebody()
    const { body } = await send(client, owner, [
      'post',
      `plugins/${name}/owners/invitations`,
      { email: joining.email, role: 'publisher' },
    ]).then((reply) => ({ body: reply.body() as { id: string } }))
    await send(client, joining, ['post', 'plugin-invitations/accept', { token: linkSecret('invitation', body.id) }])
    await deliver('registry.owner_added.v1', id)
    assert.containsSubset(await noticesOf(owner), [{ kind: 'registry.owner_added', params: { plugin: name, role: 'publisher' } }])
    await send(client, owner, ['put', `plugins/${name}/owners/${joining.id}`, { role: 'maintainer' }])
    await deliver('registry.owner_changed.v1', id)
    await send(client, owner, ['delete', `plugins/${name}/owners/${joining.id}`, {}])
    await deliver('registry.owner_changed.v1', id)

    const told = await noticesOf(second)
    assert.deepEqual(
      told.map(({ kind }) => kind),
      ['registry.owner_added', 'registry.owner_role_changed', 'registry.owner_removed']
    )
    for (const { params, link } of told) {
      assert.equal(params.person, joining.fullName)
      assert.equal(link, `/publisher/plugins/${id}/owners`)
    }
    assert.lengthOf(await noticesOf(owner), 1)
    for (const person of [maintainer, joining]) assert.isEmpty(await noticesOf(person))
  })

  test('another name: the other owners, in both languages', async ({ client, assert }) => {
    const { id, name, owner, second } = await team()
    const [publisherId, slug] = [newId(), `named-${newId().slice(-12)}`]
    await db.table('publishers').insert({ id: publisherId, slug, name: 'Acme Works', kind: 'org' })
    await db.table('publisher_members').insert({ publisher_id: publisherId, user_id: owner.id, role: 'admin' })
    await send(client, owner, ['put', `plugins/${name}/publisher`, { publisher: slug }])
    await deliver('registry.publisher_changed.v1', id)
    assert.isEmpty(await noticesOf(owner))
    assert.containsSubset(await noticesOf(second), [
      { kind: 'registry.publisher_changed', params: { plugin: name, publisher: 'Acme Works' } },
    ])
    for (const language of ['en', 'ru']) {
      const page = await client.get('/account/notifications').header('accept-language', language).loginAs(second)
      assert.include(page.text(), 'Acme Works')
      assert.notInclude(page.text(), 'notifications.registry')
    }
    const events = () => db.from('outbox').where({ name: 'registry.publisher_changed.v1', aggregate_id: id })
    await send(client, owner, ['put', `plugins/${name}/publisher`, { publisher: slug }])
    assert.lengthOf(await events(), 1)
  })

  test('passed on by one of them: the others', async ({ assert }) => {
    const { id, name, owner, second } = await team()
    const taker = await somebody()
    const transferId = newId()
    const payload = { plugin_id: id, from_user_id: owner.id, to_user_id: taker.id }
    const event = { id: newId(), name: 'registry.transfer_completed.v1', aggregateId: transferId, tenantId: null, payload }
    await (await app.container.make(TellOtherOwners)).handle({ ...event, occurredAt: new Date().toISOString() } as never)
    const [told] = await noticesOf(second)
    assert.equal(told.kind, 'registry.plugin_passed')
    assert.include(told.params, { plugin: name, person: taker.fullName })
    assert.isEmpty(await noticesOf(owner))
  })
})
