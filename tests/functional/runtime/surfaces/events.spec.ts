import { join } from 'node:path'
import { test } from '@japa/runner'
import env from '#start/env'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { Outbox } from '#core/outbox/outbox'
import { OutboxRelay } from '#core/outbox/relay'
import { findProjectRoot } from '#runtime/build/project_root'
import { sqlRows } from '#core/database/sql'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import DeliverEvent from '#runtime/subscriptions/jobs/deliver_event'
import DeliverEvents from '#runtime/subscriptions/jobs/deliver_events'
import { jobsForPlugins, type Delivery } from '#runtime/subscriptions/tell_plugins'
import { findInstallation } from '#runtime/installations/installation'
import { countQueries } from '#tests/support/statements'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet, runsOf } from '#tests/support/puppet'
import { installAndEnable, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { waitFor } from '#tests/support/wait_for'
import type { DomainEvent } from '#core/outbox/event'
import type { EventInput } from '#runtime/subscriptions/event_hook'
import type { Installation } from '#runtime/installations/installation'
import type Tenant from '#tenancy/models/tenant'

let tenant: Tenant
let puppet: Installation

const paid = (over: Partial<DomainEvent> = {}): DomainEvent => ({
  ...{ id: newId(), name: 'orders.order_paid.v1', tenantId: tenant.id, aggregateId: newId() },
  ...{ payload: { order_id: newId(), buyer_id: newId(), buyer_email: 'a@b.test' }, occurredAt: new Date().toISOString() },
  ...over,
})

const deliver = async (delivery: Delivery) => (await app.container.make(DeliverEvents)).handle(delivery)

/** What the relay does with a batch: jobs for plugins, run at once. */
async function relay(...events: DomainEvent[]): Promise<Delivery[]> {
  const deliveries = (await jobsForPlugins(events)).map(({ payload }) => payload as Delivery)
  for (const delivery of deliveries) await deliver(delivery)
  return deliveries
}

async function retry(event: EventInput, { attempt, lastAttempt }: { attempt: number; lastAttempt: boolean }) {
  const { id, tenantId } = puppet
  const job = await app.container.make(DeliverEvent)
  await job.handle({ installation: { id, tenantId }, event }, { jobId: 'test', attempt, lastAttempt })
}

const deadEvents = () => db.from('plugin_dead_events').where('installation_id', puppet.id)

test.group('Events for plugins', (group) => {
  group.each.setup(async () => {
    tenant = await createTenant()
    puppet = await installPuppet(tenant.id)
    return switchOffAllPlugins
  })

  test('reach the plugins of their tenant and of the platform, without what is personal', async ({ assert }) => {
    const foreign = await installPuppet((await createTenant()).id)
    const platform = await installPuppet(null)
    const event = paid()
    await relay(event)
    for (const installation of [puppet, platform]) {
      const [input] = await inputsOf(installation)
      assert.containsSubset(input, { id: event.id, name: event.name, tenant_id: tenant.id, depth: 0 })
      assert.notProperty(input!.payload, 'buyer_email')
      assert.notProperty(input!.payload, 'buyer_id')
    }
    assert.isEmpty(await inputsOf(foreign))
  })

  test('that nobody asked for, or that are not public, cause nothing', async ({ assert }) => {
    const events = [paid({ name: 'orders.order_cancelled.v1' }), paid({ name: 'identity.user_signed_in.v1' }), paid({ tenantId: newId() })]
    assert.isEmpty(await relay(...events))
    await switchOffAllPlugins()
    await jobsForPlugins([paid()])
    const queries = await countQueries(() => jobsForPlugins(Array.from({ length: 200 }, () => paid())))
    assert.equal(queries, 0)
  })

  test('are told once, however often the job runs', async ({ assert }) => {
    const [delivery] = await relay(paid(), paid())
    await deliver(delivery!)
    assert.lengthOf(await inputsOf(puppet), 2)
  })

  test('come in batches: their number does not multiply the queries', async ({ assert }) => {
    await relay(paid())
    const few = await jobsForPlugins([paid(), paid()])
    const many = await jobsForPlugins(Array.from({ length: 50 }, () => paid()))
    assert.lengthOf(many, 1)
    const forFew = await countQueries(() => deliver(few[0]!.payload as Delivery))
    const forMany = await countQueries(() => deliver(many[0]!.payload as Delivery))
    // Quotas are read now and then, meanwhile.
    assert.isAtMost(forMany, forFew + 12)
    assert.lengthOf(await runsOf(puppet), 50)
  })

  test('that fail are queued by themselves and told later', async ({ assert }) => {
    await direct(puppet, 'fail')
    const event = paid()
    const [delivery] = await relay(event)
    const queue = await app.container.make(JobQueue)
    const job = await queue.queue('plugins').getJob(`${event.id}.${puppet.id}.again`)
    assert.containsSubset(job?.data, { event: { id: event.id } })
    await job?.remove()
    await assert.rejects(() => retry(delivery!.events[0]!, { attempt: 1, lastAttempt: false }), /As I was told/)
    await direct(puppet, 'echo')
    await retry(delivery!.events[0]!, { attempt: 2, lastAttempt: false })
    await retry(delivery!.events[0]!, { attempt: 3, lastAttempt: false })
    const outcomes = (await runsOf(puppet)).map(({ outcome }) => outcome)
    assert.sameMembers(outcomes, ['ok', 'failed', 'failed'])
    assert.isEmpty(await deadEvents())
  })

  test('that fail for good wait on the plugin’s page and can be sent again', async ({ assert, client }) => {
    await direct(puppet, 'fail')
    const event = paid()
    const [delivery] = (await jobsForPlugins([event])).map(({ payload }) => payload as Delivery)
    await retry(delivery!.events[0]!, { attempt: 8, lastAttempt: true })
    const { user } = await createUser({ tenant: { role: 'owner', of: tenant } })
    const page = await client.get(`/seller/plugins/${puppet.id}/surfaces`).loginAs(user)
    page.assertTextIncludes('As I was told')
    const sent = await client.post(`/seller/plugins/${puppet.id}/undelivered/redeliver`).loginAs(user).withCsrfToken().redirects(0)
    sent.assertStatus(302)
    assert.isEmpty(await deadEvents())
    const queue = await app.container.make(JobQueue)
    const jobs = await queue.queue('plugins').getJobs(['waiting', 'delayed', 'prioritized'])
    const mine = jobs.filter(({ data }) => (data as { event?: { id: string } }).event?.id === event.id)
    assert.lengthOf(mine, 1)
    await mine[0]!.remove()
    const entries = await db.from('audit_log').where({ target_id: puppet.id, action: 'runtime.dead_events_redelivered' })
    assert.lengthOf(entries, 1)
  })

  test('can be dropped, by those who manage plugins only', async ({ assert, client }) => {
    const [delivery] = (await jobsForPlugins([paid()])).map(({ payload }) => payload as Delivery)
    await direct(puppet, 'fail')
    await retry(delivery!.events[0]!, { attempt: 8, lastAttempt: true })
    const url = `/seller/plugins/${puppet.id}/undelivered/discard`
    const { user: viewer } = await createUser({ tenant: { role: 'viewer', of: tenant } })
    const refused = await client.post(url).loginAs(viewer).withCsrfToken()
    refused.assertStatus(403)
    assert.lengthOf(await deadEvents(), 1)
    const { user } = await createUser({ tenant: { role: 'owner', of: tenant } })
    await client.post(url).loginAs(user).withCsrfToken().redirects(0)
    assert.isEmpty(await deadEvents())
  })

  test('that keep failing switch the plugin off; what it did not hear waits for it', async ({ assert }) => {
    await direct(puppet, 'fail')
    const events = Array.from({ length: 60 }, () => paid())
    const [first, second] = (await jobsForPlugins(events)).map(({ payload }) => payload as Delivery)
    await deliver(first!)
    const isOff = async () => !(await findInstallation(puppet)).isEnabled
    await waitFor('the breaker to open', isOff)
    await deliver(second!)
    const dead = (await deadEvents()) as { event_id: string; error: string }[]
    const unheard = second!.events.map(({ id }) => id)
    assert.includeMembers(
      dead.map(({ event_id: id }) => id),
      unheard
    )
    assert.include(dead.find(({ event_id: id }) => id === unheard[0])!.error, 'switched off')
    const queue = await app.container.make(JobQueue)
    for (const { id } of events) await (await queue.queue('plugins').getJob(`${id}.${puppet.id}.again`))?.remove()
  })

  test('for a plugin that is off or gone are not told any more', async ({ assert }) => {
    const [delivery] = (await jobsForPlugins([paid()])).map(({ payload }) => payload as Delivery)
    const disable = await app.container.make(DisablePlugin)
    await disable.handle({ actor: systemActor('test', tenant.id), installation: puppet })
    await deliver(delivery!)
    assert.isEmpty(await inputsOf(puppet))
    assert.lengthOf(await deadEvents(), 1)
    await db.from('plugin_installations').where('id', puppet.id).delete()
    await deliver(delivery!)
  })

  test('that answer each other come to an end', async ({ assert }) => {
    const chatter = await installAndEnable(join(findProjectRoot(), 'tests/plugins/own/chatter'), tenant.id)
    const said = () =>
      sqlRows<{ payload: { depth: number; data: { after: number } } } & Record<string, never>>(
        db,
        `select id, name, tenant_id as "tenantId", aggregate_id as "aggregateId", payload, to_json(occurred_at) #>> '{}' as "occurredAt"
           from outbox where name = 'plugin.chatter.said' and aggregate_id = ? order by seq`,
        [chatter.id]
      )
    await relay(paid())
    for (let told = 0, events = await said(); told < events.length && told < 20; told++, events = await said()) {
      await relay(events[told] as unknown as DomainEvent)
    }
    assert.deepEqual(
      (await said()).map(({ payload }) => payload),
      [1, 2, 3, 4].map((depth) => ({ depth, data: { after: depth - 1 } }))
    )
    const [last] = await runsOf(chatter)
    assert.equal(last!.outcome, 'ok')
    assert.include(last!.logs![0]!.text, 'events may cause events')
  })

  test('travel from the commit to the plugin by themselves', async ({ assert }) => {
    const event = { name: 'orders.order_paid.v1', tenantId: tenant.id, aggregateId: newId(), payload: { order_id: newId() } }
    const outbox = await app.container.make(Outbox)
    await db.transaction((trx) => outbox.record(trx, event))
    const queue = await app.container.make(JobQueue)
    const relayed = new OutboxRelay(queue, env.get('DATABASE_URL'))
    while ((await relayed.relayBatch()) > 0);
    const row = (await db.from('outbox').where('aggregate_id', event.aggregateId).firstOrFail()) as { id: string }
    const job = await queue.queue('plugins').getJob(`${row.id}.${puppet.id}`)
    const worker = new JobWorker(app, queue)
    await worker.run(job!)
    await job!.remove()
    const [input] = await inputsOf(puppet)
    assert.containsSubset(input, { id: row.id, aggregate_id: event.aggregateId })
  })

  test('of a plugin reach the plugins that ask for them, with how deep they are', async ({ assert }) => {
    const moved = paid({ name: 'plugin.puppet.moved', payload: { depth: 3, data: { steps: 2 } } })
    await relay(moved)
    const [input] = await inputsOf(puppet)
    assert.containsSubset(input, { name: 'plugin.puppet.moved', payload: { steps: 2 }, depth: 3 })
  })
})
