import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import QueueWebhooks from '#registry/webhooks/jobs/queue_webhooks'
import { newId } from '#core/ids'
import { OutboundHttp } from '#core/outbound/outbound_http'
import { YankVersion } from '#registry/actions/yank_version'
import { apiToken } from '#tests/support/users'
import { actorOf } from '#tests/support/plugin_uploads'
import { lastEvent, somebody, teamPlugin } from '#tests/support/publishing'
import { accepts, type WebhookReceiver } from '#tests/imitations/webhooks/webhook_receiver'
import { deliver, deliveriesOf, startReceiver, WEBHOOK_EVENTS, webhooksOf } from '#tests/support/webhooks'
import type { DomainEvent } from '#core/outbox/event'
import type User from '#identity/models/user'

let receiver: WebhookReceiver

const yankedEvent = async (plugin: string, user: User): Promise<DomainEvent> => {
  const yank = await app.container.make(YankVersion)
  const { pluginId } = await yank.handle({ actor: actorOf(user), plugin, version: '1.0.0', reason: 'Broken' })
  return {
    ...(await lastEvent('registry.version_yanked.v1', pluginId)),
    id: newId(),
    tenantId: null,
    occurredAt: '2026-01-01T00:00:00.000Z',
  }
}
const queue = async (event: DomainEvent) => (await app.container.make(QueueWebhooks)).handle(event)

test.group('Webhooks of publishers', (group) => {
  group.each.setup(async () => {
    const started = await startReceiver()
    receiver = started.receiver
    return started.stop
  })

  test('everybody with a role in the plugin is told, once, signed, without a word about people; a stranger is not', async ({
    client,
    assert,
  }) => {
    const team = await teamPlugin()
    const mine = await (await webhooksOf(client, team.owner)).add(receiver.url)
    const theirs = await (await webhooksOf(client, team.publisher)).add(receiver.url, { algorithm: 'ed25519' })
    const foreign = await (await webhooksOf(client, team.stranger)).add(receiver.url)
    const deaf = await (await webhooksOf(client, team.maintainer)).add(receiver.url, { events: ['token.created'] })
    assert.match(mine.secret!, /^whsec_/)
    assert.isNull(theirs.secret)
    assert.match(theirs.public_key!, /^whpk_/)

    const event = await yankedEvent(team.name, team.owner)
    await queue(event)
    await queue(event)
    for (const { id } of [foreign, deaf]) assert.lengthOf(await deliveriesOf(id), 0)
    for (const [{ id }, key] of [
      [mine, mine.secret!],
      [theirs, theirs.public_key!],
    ] as const) {
      const deliveries = await deliveriesOf(id)
      assert.lengthOf(deliveries, 1)
      assert.lengthOf(await db.from('outbox').where({ name: 'core.webhook_queued.v1', aggregate_id: deliveries[0].id }), 1)
      receiver.received.length = 0
      await deliver(deliveries[0].id)
      await deliver(deliveries[0].id)
      assert.lengthOf(receiver.received, 1)
      const [got] = receiver.received
      assert.isTrue(accepts(key, got))
      assert.isFalse(accepts(foreign.secret!, got))
      const body = JSON.parse(got.body)
      assert.equal(body.type, 'version.yanked')
      assert.containsSubset(body.data, { plugin: team.name, version: '1.0.0', status: 'yanked', reason: 'Broken' })
      for (const person of [team.owner, team.publisher]) assert.notInclude(got.body, person.id)
      assert.notInclude(got.body, '@')
    }
  })

  test('a new token is told to whose it is, and to nobody else', async ({ client, assert }) => {
    const [owner, other] = [await somebody(), await somebody()]
    const [mine, theirs] = [
      await (await webhooksOf(client, owner)).add(receiver.url),
      await (await webhooksOf(client, other)).add(receiver.url),
    ]
    const token = await apiToken(owner)
    const made = await client
      .post('/api/v1/tokens')
      .bearerToken(token)
      .json({ name: 'CI', scopes: ['yank'] })
    const found = await lastEvent('registry.token_created.v1', made.body().id as string)
    await queue({ ...found, id: newId(), tenantId: null, occurredAt: '2026-01-01T00:00:00.000Z' })
    assert.lengthOf(await deliveriesOf(theirs.id), 0)
    const [{ body }] = await deliveriesOf(mine.id)
    assert.containsSubset(JSON.parse(body).data, { name: 'CI', scopes: ['yank'] })
    assert.notInclude(body, made.body().token)
  })

  test('addresses that are not public are refused when added, and again when a name leads to one', async ({ client, assert }) => {
    const owner = await somebody()
    const own = await webhooksOf(client, owner)
    for (const url of [
      'http://example.com/',
      'https://127.0.0.1/',
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://localhost/',
      'https://a:b@example.com/',
    ]) {
      const refused = await own.post('', { url, events: WEBHOOK_EVENTS })
      assert.oneOf(refused.status(), [422], url)
    }
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    await db.from('webhooks').where('id', id).update({ url: 'https://inside.example/' })
    const outbound = new OutboundHttp([], (_host, _options, done) => done(null, [{ address: '169.254.169.254', family: 4 }]))
    app.container.swap(OutboundHttp, () => outbound)
    const delivery = await (await webhooksOf(client, owner)).ping(id)
    await deliver(delivery)
    const [attempt] = await db.from('webhook_attempts').where('delivery_id', delivery)
    assert.equal(attempt.outcome, 'refused')
    await outbound.close()
  })

  test('for a day the old secret signs beside the new one', async ({ client, assert }) => {
    const owner = await somebody()
    const { id, secret } = await (await webhooksOf(client, owner)).add(receiver.url)
    const rotated = await (await webhooksOf(client, owner)).post(`/${id}/rotate`)
    rotated.assertStatus(200)
    rotated.assertHeader('cache-control', 'no-store')
    const fresh = rotated.body().secret as string
    await deliver(await (await webhooksOf(client, owner)).ping(id))
    for (const key of [secret!, fresh]) assert.isTrue(accepts(key, receiver.received[0]))
    await db
      .from('webhook_secrets')
      .where('webhook_id', id)
      .whereNotNull('expires_at')
      .update({ expires_at: new Date(Date.now() - 1_000) })
    await deliver(await (await webhooksOf(client, owner)).ping(id))
    assert.isFalse(accepts(secret!, receiver.received[1]))
    assert.isTrue(accepts(fresh, receiver.received[1]))
    const row = JSON.stringify(await db.from('webhook_secrets').where('webhook_id', id))
    assert.notInclude(row, fresh)
  })

  test('others neither see nor touch it; who may have no more gets 409', async ({ client, assert }) => {
    const [owner, other] = [await somebody(), await somebody()]
    const { id } = await (await webhooksOf(client, owner)).add(receiver.url)
    const delivery = await (await webhooksOf(client, owner)).ping(id)
    const foreign = await webhooksOf(client, other)
    for (const reply of [
      await foreign.get(`/${id}`),
      await foreign.get(`/${id}/deliveries`),
      await foreign.get(`/${id}/deliveries/${delivery}`),
      await foreign.patch(`/${id}`, { active: false }),
      await foreign.post(`/${id}/rotate`),
      await foreign.post(`/${id}/ping`),
      await foreign.post(`/${id}/replay`, { since: '2026-01-01T00:00:00Z' }),
      await foreign.post(`/${id}/deliveries/${delivery}/replay`),
      await foreign.remove(`/${id}`),
    ]) {
      reply.assertStatus(404)
    }
    assert.lengthOf((await foreign.get()).body().webhooks, 0)
    const own = await webhooksOf(client, owner)
    ;(await own.get(`/${id}`)).assertStatus(200)
    assert.notInclude(JSON.stringify((await own.get()).body()), 'whsec_')
    const rows = Array.from({ length: 19 }, () => ({
      id: newId(),
      domain: 'registry',
      owner: `user:${owner.id}`,
      url: receiver.url,
      events: WEBHOOK_EVENTS,
      algorithm: 'hmac',
    }))
    await db.table('webhooks').multiInsert(rows)
    ;(await own.post('', { url: receiver.url, events: WEBHOOK_EVENTS })).assertStatus(409)
    ;(await own.remove(`/${id}`)).assertStatus(204)
    ;(await own.post('', { url: receiver.url, events: WEBHOOK_EVENTS })).assertStatus(201)
  })
})
