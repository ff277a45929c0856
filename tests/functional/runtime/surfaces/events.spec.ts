import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { JobQueue } from '#core/jobs/job_queue'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import DeliverEvent from '#runtime/subscriptions/jobs/deliver_event'
import DeliverEvents from '#runtime/subscriptions/jobs/deliver_events'
import { jobsForPlugins, type Delivery } from '#runtime/subscriptions/tell_plugins'
import { findInstallation } from '#runtime/installations/installation'
import { countQueries } from '#tests/support/count_queries'
import { createTenant, createUser } from '#tests/support/users'
import { direct, inputsOf, installPuppet, runsOf } from '#tests/support/puppet'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
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
    // Runs are written by the second, and quotas are read now and then, meanwhile.
    assert.isAtMost(forMany, forFew + 12)
    assert.lengthOf(await runsOf(puppet), 50)
  })

  test('that fail are queued by themselves and told later', async ({ assert }) => {
    await direct(puppet, 'fail')
    const event = paid()
    const [delivery] = await relay(event)
    const queue = await app.container.make(JobQueue)
    const job = await queue.queue('events').getJob(`${event.id}.${puppet.id}.again`)
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
    const jobs = await queue.queue('events').getJobs(['waiting', 'delayed', 'prioritized'])
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
    const events = Array.from({ length: 8 }, () => paid())
    await relay(...events)
    assert.isFalse((await findInstallation(puppet)).isEnabled)
    const queue = await app.container.make(JobQueue)
    const failed = events.map(({ id }) => queue.queue('events').getJob(`${id}.${puppet.id}.again`))
    const jobs = (await Promise.all(failed)).filter((job) => job !== undefined)
    for (const job of jobs) await job.remove()
    assert.lengthOf(await deadEvents(), events.length - jobs.length)
    assert.isAbove(jobs.length, 0)
    assert.isBelow(jobs.length, events.length)
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

  test('of a plugin reach the plugins that ask for them, with how deep they are', async ({ assert }) => {
    const moved = paid({ name: 'plugin.puppet.moved', payload: { depth: 3, data: { steps: 2 } } })
    await relay(moved)
    const [input] = await inputsOf(puppet)
    assert.containsSubset(input, { name: 'plugin.puppet.moved', payload: { steps: 2 }, depth: 3 })
  })
})
