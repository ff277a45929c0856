import { createHmac } from 'node:crypto'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import ProcessWebhook from '#payments/jobs/process_webhook'
import { sign } from '#payments/providers/sandbox/webhook_signature'
import { CARDS, effects, intentState, pay, share, startPayment } from '#tests/unit/payments/support/payments'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'

const secret = () => createHmac('sha256', env.get('APP_KEY').release()).update('payments.sandbox.webhook').digest('hex')

const seconds = (ago = 0) => String(Math.floor(Date.now() / 1000) - ago)

type Notice = { raw: string; timestamp?: string; signature?: string; provider?: string }

function send(client: ApiClient, { raw, timestamp = seconds(), signature, provider = 'sandbox' }: Notice) {
  return client
    .post(`/webhooks/payments/${provider}`)
    .header('content-type', 'application/json')
    .header('sandbox-timestamp', timestamp)
    .header('sandbox-signature', signature ?? sign(secret(), timestamp, raw))
    .json(JSON.parse(raw))
}

const notice = (eventId: string, operationKey: string) => JSON.stringify({ event_id: eventId, operation_key: operationKey })

async function operationOf(intentId: string) {
  const [row] = await sqlRows<{ id: string }>(db, 'select id from payment_ops where intent_id = ?', [intentId])
  return row.id
}

const inbox = (eventId: string) =>
  sqlRows<{ id: string; processed_at: Date | null }>(db, 'select id, processed_at from payment_inbox where event_id = ?', [eventId])

async function isProcessed(eventId: string) {
  const [row] = await inbox(eventId)
  return row.processed_at !== null
}

/** Runs the consumer for every event the notifications left in the outbox. */
async function process(operationKey: string) {
  const events = await sqlRows<{ aggregate_id: string; payload: { operation_key: string } }>(
    db,
    `select aggregate_id, payload from outbox where name = 'payments.webhook_received.v1' and payload->>'operation_key' = ?`,
    [operationKey]
  )
  const job = await app.container.make(ProcessWebhook)
  for (const { aggregate_id: aggregateId, payload } of events) {
    await job.handle({ aggregateId, payload } as DomainEvent<{ operation_key: string }>)
  }
  return events.length
}

test.group('Payment webhooks', () => {
  test('a signed notification settles a payment whose answer was lost, however often it comes', async ({ client, assert }) => {
    const intent = await startPayment([share(900)])
    await pay(intent.id, CARDS.lostAnswer)
    const operation = await operationOf(intent.id)
    const eventId = newId()
    for (let times = 0; times < 3; times++) {
      const answer = await send(client, { raw: notice(eventId, operation) })
      answer.assertStatus(204)
    }
    assert.lengthOf(await inbox(eventId), 1)
    assert.equal(await process(operation), 1)
    assert.equal(await process(operation), 1)
    assert.equal(await intentState(intent.id), 'captured')
    assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
    assert.isTrue(await isProcessed(eventId))
  })

  test('a late notification about a settled payment changes nothing', async ({ client, assert }) => {
    const intent = await startPayment([share(900)])
    await pay(intent.id, CARDS.ok)
    const operation = await operationOf(intent.id)
    await send(client, { raw: notice(newId(), operation) })
    await process(operation)
    assert.deepEqual(await effects(intent.id), { charges: 1, postings: 1, captured: 1, declined: 0 })
  })

  test('a notification about an operation that is not ours is kept and does nothing', async ({ client, assert }) => {
    const eventId = newId()
    const answer = await send(client, { raw: notice(eventId, 'somebody-elses') })
    answer.assertStatus(204)
    await process('somebody-elses')
    assert.isTrue(await isProcessed(eventId))
  })

  test('what the provider did not sign, or signed long ago, is refused and not kept', async ({ client, assert }) => {
    const eventId = newId()
    const raw = notice(eventId, newId())
    const forged = await send(client, { raw, signature: sign('another secret', seconds(), raw) })
    forged.assertStatus(400)
    assert.equal(forged.body().error_code, 'WEBHOOK_REFUSED')
    const stranger = await send(client, { raw, provider: 'nobody' })
    stranger.assertStatus(404)
    const refused = [
      await send(client, { raw, timestamp: seconds(3_600) }),
      await send(client, { raw, timestamp: 'now' }),
      await send(client, { raw: JSON.stringify({ event_id: eventId }) }),
      await client.post('/webhooks/payments/sandbox'),
    ]
    refused.forEach((answer) => answer.assertStatus(400))
    assert.lengthOf(await inbox(eventId), 0)
  })
})
