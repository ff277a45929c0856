import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { DateTime } from 'luxon'
import { test } from '@japa/runner'
import { Clock } from '#core/clock'
import { JobQueue } from '#core/jobs/job_queue'
import { JobWorker } from '#core/jobs/job_worker'
import { OutboxRelay } from '#core/outbox/relay'
import { Settings } from '#core/settings/settings'
import { YankVersion } from '#registry/actions/yank_version'
import { postgresBackend } from '#core/jobs/backend'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { webhookFailingHours, webhookMostFailures } from '#core/webhooks/settings'
import { actorOf } from '#tests/support/plugin_uploads'
import { teamPlugin } from '#tests/support/publishing'
import { waitFor } from '#tests/support/wait_for'
import { accepts, type WebhookReceiver } from '#tests/imitations/webhooks/webhook_receiver'
import { deliveriesOf, startReceiver, webhooksOf } from '#tests/support/webhooks'
import type User from '#identity/models/user'

let receiver: WebhookReceiver
let queue: JobQueue

const yank = async (plugin: string, user: User) =>
  (await app.container.make(YankVersion)).handle({ actor: actorOf(user), plugin, version: '1.0.0', reason: 'Broken' })
const settle = async (key: string, value: number) => (await app.container.make(Settings)).set(systemActor('test'), key, value)
/** What the scheduler does each few seconds. */
const sweep = () => queue.enqueue({ name: 'core.sweep_deliveries', payload: {}, jobId: newId() })
const only = async (webhookId: string) => (await deliveriesOf(webhookId))[0]
const attempted = (webhookId: string, times: number) =>
  waitFor(`attempt ${times}`, async () => {
    const delivery = await only(webhookId)
    return delivery?.attempts === times && delivery.leased_until === null ? delivery : null
  })

test.group('Webhooks by the worker', (group) => {
  group.each.setup(async () => {
    const started = await startReceiver()
    receiver = started.receiver
    // What other tests left on its way is no business of this one.
    await db.from('outbox').whereNull('relayed_at').update({ relayed_at: new Date() })
    queue = new JobQueue(postgresBackend(env.get('DATABASE_URL')))
    const [worker, relay] = [new JobWorker(app, queue), new OutboxRelay(queue, env.get('DATABASE_URL'))]
    await worker.start()
    await relay.start()
    return async () => {
      Clock.resume()
      await relay.stop()
      await worker.stop()
      await queue.close()
      started.stop()
    }
  })

  test('from the commit to the receiver: tried again later and later, until it answers, signed each time', async ({ client, assert }) => {
    const team = await teamPlugin()
    const hook = await (await webhooksOf(client, team.owner)).add(receiver.url)
    receiver.answer = { status: 500, body: 'not now' }
    await yank(team.name, team.owner)
    let delivery = await attempted(hook.id, 1)
    const start = DateTime.fromJSDate(delivery.round_at as Date)
    const gaps: number[] = []
    for (const [at, seconds] of [6, 331, 2_000].entries()) {
      gaps.push((delivery.next_attempt_at as Date).getTime() - start.toMillis())
      Clock.freeze(start.plus({ seconds }))
      if (at === 2) receiver.answer = { status: 204 }
      await sweep()
      delivery = await attempted(hook.id, at + 2)
    }
    assert.isTrue(
      gaps.every((gap, at) => gap >= [5, 300, 1_800][at] * 1_000 && gap <= [5.5, 330, 1_950][at] * 1_000),
      String(gaps)
    )
    assert.containsSubset(delivery, { status: 'delivered', attempts: 4, last_status: 204, next_attempt_at: null })
    assert.lengthOf(receiver.received, 4)
    assert.equal(new Set(receiver.received.map(({ id }) => id)).size, 1)
    for (const got of receiver.received) assert.isTrue(accepts(hook.secret!, got))
    assert.equal(JSON.parse(receiver.received[3].body).data.plugin, team.name)
    await sweep()
    assert.containsSubset(await db.from('webhooks').where('id', hook.id).firstOrFail(), { status: 'active', failures: 0 })
  }).timeout(120_000)

  test('a receiver that only fails is switched off, its owner gets a letter, and nothing is sent any more', async ({ client, assert }) => {
    await settle(webhookMostFailures.key, 3)
    await settle(webhookFailingHours.key, 1)
    try {
      const team = await teamPlugin()
      const hook = await (await webhooksOf(client, team.owner)).add(receiver.url)
      receiver.answer = { status: 503 }
      await yank(team.name, team.owner)
      const delivery = await attempted(hook.id, 1)
      const start = DateTime.fromJSDate(delivery.round_at as Date)
      for (const [at, hours] of [0.05, 2.5].entries()) {
        Clock.freeze(start.plus({ hours }))
        await sweep()
        await attempted(hook.id, at + 2)
      }
      assert.containsSubset(await db.from('webhooks').where('id', hook.id).firstOrFail(), {
        ...{ status: 'disabled', disabled_reason: 'failing', failures: 3 },
      })
      assert.equal((await only(hook.id)).status, 'cancelled')
      const letters = db.from('mailbox').where('recipient', team.owner.email).whereLike('text', `%/publisher/webhooks/${hook.id}%`)
      await waitFor('the letter', () => letters.clone().first())
      Clock.freeze(start.plus({ hours: 30 }))
      await sweep()
      const other = await (await webhooksOf(client, team.maintainer)).add(receiver.url)
      receiver.answer = { status: 200 }
      await (await webhooksOf(client, team.maintainer)).ping(other.id)
      await waitFor('the ping of another', async () => (await only(other.id))?.status === 'delivered')
      assert.lengthOf(receiver.received, 4)
    } finally {
      await settle(webhookMostFailures.key, webhookMostFailures.default)
      await settle(webhookFailingHours.key, webhookFailingHours.default)
    }
  }).timeout(120_000)
})
