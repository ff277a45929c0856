import { DateTime } from 'luxon'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import PruneDeliveries from '#core/webhooks/jobs/prune_deliveries'
import TellWebhookDisabled from '#registry/webhooks/jobs/tell_webhook_disabled'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { Settings } from '#core/settings/settings'
import { webhookTimeoutMs } from '#core/webhooks/settings'
import { lastEvent, somebody } from '#tests/support/publishing'
import { WebhookReceiver } from '#tests/imitations/webhooks/webhook_receiver'
import { deliver, deliveriesOf, startReceiver, webhooksOf } from '#tests/support/webhooks'

let receiver: WebhookReceiver

const settle = async (timeoutMs: number) => (await app.container.make(Settings)).set(systemActor('test'), webhookTimeoutMs.key, timeoutMs)
const statusOf = async (id: string) => db.from('webhooks').where('id', id).firstOrFail()

test.group('Deliveries of webhooks', (group) => {
  group.each.setup(async () => {
    const started = await startReceiver()
    receiver = started.receiver
    return started.stop
  })

  test('a receiver that fails is asked again later, ten times, and the log says what it answered', async ({ client, assert }) => {
    const owner = await somebody()
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    receiver.answer = { status: 500, body: 'no \u0000 way' }
    const delivery = await (await webhooksOf(client, owner)).ping(id)
    const start = DateTime.utc()
    try {
      for (let at = 0; at < 11; at++) {
        Clock.freeze(start.plus({ hours: at * 3 }))
        await deliver(delivery)
      }
    } finally {
      Clock.resume()
    }
    const log = await (await webhooksOf(client, owner)).get(`/${id}/deliveries/${delivery}`)
    log.assertStatus(200)
    assert.containsSubset(log.body(), { status: 'failed', attempts: 10, last_status: 500, next_attempt_at: null })
    assert.lengthOf(log.body().log, 10)
    assert.containsSubset(log.body().log[0], { outcome: 'answered', status: 500, answer: 'no \uFFFD way' })
    assert.equal(new Set(receiver.received.map((got) => got.id)).size, 1)
    assert.equal((await statusOf(id)).status, 'active')

    receiver.answer = { status: 200, body: 'welcome' }
    const again = await (await webhooksOf(client, owner)).post(`/${id}/deliveries/${delivery}/replay`)
    again.assertStatus(202)
    await deliver(delivery)
    const now = await (await webhooksOf(client, owner)).get(`/${id}/deliveries/${delivery}`)
    assert.containsSubset(now.body(), { status: 'delivered', attempts: 11 })
    assert.equal((await statusOf(id)).failures, 0)
  })

  test('too slow, moved elsewhere and nobody there count as failures; redirects are not followed', async ({ client, assert }) => {
    const owner = await somebody()
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    const elsewhere = new WebhookReceiver()
    await elsewhere.start()
    const outcomes: string[] = []
    const outcome = async () => {
      const delivery = await (await webhooksOf(client, owner)).ping(id)
      await deliver(delivery)
      const [{ outcome: seen }] = await db.from('webhook_attempts').where('delivery_id', delivery)
      outcomes.push(seen)
    }
    try {
      receiver.answer = { status: 302, headers: { location: elsewhere.url } }
      await outcome()
      await settle(500)
      receiver.answer = { status: 200, delayMs: 3_000 }
      await outcome()
      receiver.stop()
      await outcome()
    } finally {
      await settle(webhookTimeoutMs.default)
      elsewhere.stop()
    }
    assert.deepEqual(outcomes, ['redirected', 'unreachable', 'unreachable'])
    assert.lengthOf(elsewhere.received, 0)
  })

  test('410 ends it at once, too many failures end it later; its owner is told, and may switch it on again', async ({ client, assert }) => {
    const owner = await somebody()
    const gone = await (await webhooksOf(client, owner)).add(receiver.url)
    const worn = await (await webhooksOf(client, owner)).add(receiver.url)
    const waiting = await (await webhooksOf(client, owner)).ping(gone.id)
    receiver.answer = { status: 410 }
    await deliver(await (await webhooksOf(client, owner)).ping(gone.id))
    assert.containsSubset(await statusOf(gone.id), { status: 'disabled', disabled_reason: 'gone' })
    assert.equal((await db.from('webhook_deliveries').where('id', waiting).firstOrFail()).status, 'cancelled')
    ;(await (await webhooksOf(client, owner)).post(`/${gone.id}/ping`)).assertStatus(409)

    receiver.answer = { status: 503 }
    await db
      .from('webhooks')
      .where('id', worn.id)
      .update({ failures: 29, failing_since: new Date(Date.now() - 3_600_000) })
    await deliver(await (await webhooksOf(client, owner)).ping(worn.id))
    assert.equal((await statusOf(worn.id)).status, 'active')
    await db
      .from('webhooks')
      .where('id', worn.id)
      .update({ failing_since: new Date(Date.now() - 25 * 3_600_000) })
    await deliver(await (await webhooksOf(client, owner)).ping(worn.id))
    assert.containsSubset(await statusOf(worn.id), { status: 'disabled', disabled_reason: 'failing' })

    await (await app.container.make(TellWebhookDisabled)).handle(await lastEvent('core.webhook_disabled.v1', worn.id))
    const letter = await db.from('mailbox').where('recipient', owner.email).firstOrFail()
    assert.include(letter.text, `/publisher/webhooks/${worn.id}`)
    const on = await (await webhooksOf(client, owner)).patch(`/${worn.id}`, { active: true })
    on.assertStatus(200)
    assert.containsSubset(on.body(), { status: 'active', failures: 0, disabled_reason: null })
    receiver.answer = { status: 200 }
    const replayed = await (
      await webhooksOf(client, owner)
    ).post(`/${worn.id}/replay`, { since: new Date(Date.now() - 60_000).toISOString() })
    assert.equal(replayed.body().deliveries, 2)
    const [first] = await deliveriesOf(worn.id)
    await deliver(first.id)
    assert.sameMembers(
      (await deliveriesOf(worn.id)).map(({ status }) => status),
      ['delivered', 'delivered']
    )
  })

  test('of many at once a receiver gets three at a time, and each message once', async ({ client, assert }) => {
    const owner = await somebody()
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    const own = await webhooksOf(client, owner)
    const deliveries = await Promise.all(Array.from({ length: 12 }, () => own.ping(id)))
    receiver.answer = { status: 200, delayMs: 20 }
    await Promise.all([...deliveries, ...deliveries].map(deliver))
    for (const one of deliveries) await deliver(one)
    assert.lengthOf(receiver.received, 12)
    assert.equal(new Set(receiver.received.map((got) => got.id)).size, 12)
  })

  test('what ended long ago is forgotten, what still waits is not', async ({ client, assert }) => {
    const owner = await somebody()
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    const [done, pending, recent] = [
      await (await webhooksOf(client, owner)).ping(id),
      await (await webhooksOf(client, owner)).ping(id),
      await (await webhooksOf(client, owner)).ping(id),
    ]
    await db.from('webhook_deliveries').whereIn('id', [done, recent]).update({ status: 'delivered', next_attempt_at: null })
    await db
      .from('webhook_deliveries')
      .whereIn('id', [done, pending])
      .update({ created_at: new Date(Date.now() - 31 * 86_400_000) })
    await (await app.container.make(PruneDeliveries)).handle()
    assert.sameMembers(
      (await deliveriesOf(id)).map((row) => row.id as string),
      [pending, recent]
    )
  })
})
