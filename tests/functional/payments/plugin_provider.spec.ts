import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { DisablePlugin } from '#runtime/actions/disable_plugin'
import { TransitionOrder } from '#orders/actions/transition_order'
import ProcessWebhook from '#payments/jobs/process_webhook'
import ResolveUnknownPayments from '#payments/jobs/resolve_unknown_payments'
import SendRefund from '#payments/jobs/send_refund'
import { checkoutBody, createShop, escrowOf, ledgerDrift, ordersOf } from '#tests/support/orders'
import { apiToken, createUser } from '#tests/support/users'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted, rescriptEach, type Script } from '#tests/support/scripted_plugin'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type { Installation } from '#runtime/installations/installation'

const TAKEN = { state: 'succeeded', ref: 'pay-[=key]', amount: '[=amount]#', currency: '[=currency]' }
const NEVER_HEARD = { state: 'not_found' }

const make = <T>(thing: new (...args: never[]) => T) => app.container.make(thing as never) as Promise<T>

async function choose(name: string) {
  const settings = await make(Settings)
  await settings.set(systemActor('test'), 'payments.provider', name)
}

/** A plugin that takes the money, chosen for new payments. */
async function providedBy(scripts: Record<string, Script>): Promise<Installation> {
  const installation = await installScripted('payment_provider@1', {})
  await rescriptEach(installation, scripts)
  await choose(`plugin.${installation.id}`)
  return installation
}

async function buy(client: ApiClient) {
  const shop = await createShop([{ priceMinor: 10_000, stock: 5 }])
  const response = await client
    .post('/api/v1/checkout')
    .bearerToken(shop.token)
    .header('Idempotency-Key', newId())
    .json(checkoutBody([{ product: shop.product }], 'tok_from_its_own_form'))
  const [order] = await ordersOf(shop.buyer.id)
  return { ...shop, response, order }
}

const operations = (orderGroupId: string) =>
  sqlRows<{ id: string; op: string; state: string; provider_ref: string | null }>(
    db,
    `select o.id, o.op, o.state, o.provider_ref from payment_ops o join payment_intents i on i.id = o.intent_id
      where i.source_id = ? order by o.id`,
    [orderGroupId]
  )

/** Before what other tests left open: a batch takes so many. */
async function askAgain() {
  await db.rawQuery(`update payment_ops o set next_check_at = now() - interval '1 year' from payment_intents i
                      where i.id = o.intent_id and i.provider like 'plugin.%' and o.next_check_at is not null`)
  await (await make(ResolveUnknownPayments)).handle().catch(() => {})
}

const settleByEvent = async (groupId: string) => {
  const { default: SettlePayment } = await import('#orders/jobs/settle_payment')
  const events = await sqlRows<DomainEvent>(
    db,
    `select id, name, payload from outbox where payload->>'source_id' = ? and name like 'payments.payment_%'`,
    [groupId]
  )
  await (await make(SettlePayment)).handle({ batchId: newId(), events })
}

test.group('A payment provider that is a plugin', (group) => {
  group.each.teardown(async () => {
    await choose('sandbox')
    await switchOffAllPlugins()
  })

  test('takes the money of a checkout and gives it back', async ({ client, assert }) => {
    const installation = await providedBy({ create: TAKEN, refund: TAKEN, find: NEVER_HEARD })
    const { response, order } = await buy(client)
    response.assertStatus(201)
    assert.equal(order.state, 'paid')
    assert.equal(await escrowOf(order.id), 10_000)
    const [charge] = await operations(order.group_id)
    assert.equal(charge.provider_ref, `pay-${charge.id}`)
    assert.equal((await db.from('payment_intents').where('source_id', order.group_id).firstOrFail()).provider, `plugin.${installation.id}`)

    const transition = await make(TransitionOrder)
    await transition.handle({ actor: systemActor('test'), orderId: order.id, event: 'cancel', role: 'seller' })
    const refund = (await operations(order.group_id)).find(({ op }) => op === 'refund')!
    for (const _ of [1, 2]) await (await make(SendRefund)).handle({ aggregateId: refund.id } as DomainEvent)
    assert.equal((await operations(order.group_id)).find(({ op }) => op === 'refund')!.state, 'success')
    assert.equal(await escrowOf(order.id), 0)
    assert.equal(await ledgerDrift(), 0)
  })

  test('that holds the money first is asked to capture what it holds', async ({ client, assert }) => {
    await providedBy({ create: { state: 'authorized', ref: 'hold-[=key]' }, capture: { ...TAKEN, ref: 'taken-[=ref]' } })
    const { order } = await buy(client)
    const [charge] = await operations(order.group_id)
    assert.equal(charge.provider_ref, `taken-hold-${charge.id}`)
    assert.equal(order.state, 'paid')
  })

  test('that fails, never ends, or answers without saying how much leaves the outcome open until it tells', async ({ client, assert }) => {
    const installation = await providedBy({})
    for (const create of ['fail', '{"state":"succeeded","ref":"x"}', '{"state":"perhaps"}']) {
      await rescriptEach(installation, { create, find: 'fail' })
      const { response, order } = await buy(client)
      response.assertStatus(201)
      response.assertBodyContains({ data: { payment: 'pending' } })
      await askAgain()
      assert.equal((await operations(order.group_id))[0].state, 'unknown')
      assert.equal(await escrowOf(order.id), 0)

      // It had taken the money: asked, it says so, and nothing is charged again.
      await rescriptEach(installation, { create: 'fail', find: { ...TAKEN, amount: 10_000, currency: 'RUB' } })
      await askAgain()
      await settleByEvent(order.group_id)
      assert.equal((await operations(order.group_id))[0].state, 'success')
      assert.equal(await escrowOf(order.id), 10_000)
      await enableAgain(installation)
    }
    assert.equal(await ledgerDrift(), 0)
  })

  test('that took another sum than asked for is not believed', async ({ client, assert }) => {
    await providedBy({ create: { ...TAKEN, amount: 1 } })
    const { order } = await buy(client)
    assert.equal((await operations(order.group_id))[0].state, 'unknown')
    assert.equal(await escrowOf(order.id), 0)
  })

  test('that says no ends the order, and nothing was charged', async ({ client, assert }) => {
    await providedBy({ create: { state: 'failed', code: 'insufficient_funds' } })
    const { response, order } = await buy(client)
    response.assertStatus(402)
    assert.equal(order.state, 'cancelled')
  })

  test('with a form of its own sends the buyer there; its notice, told twice, settles the payment once', async ({ client, assert }) => {
    const installation = await providedBy({ create: { state: 'pending', ref: 'f-1', action_url: 'https://pay.example/f-1' } })
    const { response, order, buyer } = await buy(client)
    response.assertBodyContains({ data: { payment: 'pending', payment_url: 'https://pay.example/f-1' } })
    const page = await client.get(`/checkout/${order.group_id}`).loginAs(buyer)
    assert.include(page.text(), 'https://pay.example/f-1')

    const [charge] = await operations(order.group_id)
    await rescriptEach(installation, {
      find: { ...TAKEN, amount: 10_000, currency: 'RUB' },
      parse_webhook: { notice: { event_id: 'event-[=request.headers.x-event]', operation_key: charge.id }, reply: '{"code":0}' },
    })
    const eventId = newId()
    for (const _ of [1, 2]) {
      const answer = await client.post(`/webhooks/payments/plugin.${installation.id}`).header('x-event', eventId).json({ paid: true })
      answer.assertStatus(200)
      assert.equal(answer.text(), '{"code":0}')
    }
    const kept = await db.from('payment_inbox').where('event_id', `event-${eventId}`)
    assert.lengthOf(kept, 1)
    const job = await make(ProcessWebhook)
    for (const _ of [1, 2]) {
      await job.handle({ aggregateId: kept[0].id, payload: { operation_key: charge.id } } as DomainEvent<{ operation_key: string }>)
    }
    assert.equal((await operations(order.group_id))[0].state, 'success')
    assert.equal(await escrowOf(order.id), 10_000)
  })

  test('reads the headers of a notice, but neither sessions nor tokens of ours nor what proxies say of the sender', async ({
    client,
    assert,
  }) => {
    const names = ['authorization', 'paypal-transmission-sig', 'x-signature', 'x-real-ip', 'x-forwarded-for', 'cookie', 'via']
    const reply = names.map((name) => `${name}=[=request.headers.${name}];`).join('')
    const installation = await providedBy({ parse_webhook: { reply, notice: { event_id: newId(), operation_key: 'none' } } })
    const read = async (authorization: string) => {
      const notice = client.post(`/webhooks/payments/plugin.${installation.id}`).json({ paid: true })
      const sent = { authorization, ...Object.fromEntries(names.slice(1).map((name) => [name, 'sent'])) }
      for (const [name, value] of Object.entries(sent)) notice.header(name, value)
      return (await notice).text()
    }
    const theirs = await read('Basic cHJvdmlkZXI6c2VjcmV0')
    for (const part of ['authorization=Basic cHJvdmlkZXI6c2VjcmV0;', 'paypal-transmission-sig=sent;', 'x-signature=sent;']) {
      assert.include(theirs, part)
    }
    for (const name of ['x-real-ip', 'x-forwarded-for', 'cookie', 'via']) assert.notInclude(theirs, `${name}=sent`)
    const { user } = await createUser({ platform: ['user'] })
    assert.notInclude(await read(`Bearer ${await apiToken(user)}`), 'Bearer')
  })

  test('refuses notices that it did not sign, and is not there for those of another', async ({ client, assert }) => {
    const installation = await providedBy({ parse_webhook: {} })
    const { response: _, ...before } = await buy(client)
    assert.exists(before.order)
    ;(await client.post(`/webhooks/payments/plugin.${installation.id}`).json({ a: 1 })).assertStatus(400)
    ;(await client.get(`/webhooks/payments/plugin.${installation.id}?mdOrder=1`)).assertStatus(400)
    ;(await client.post(`/webhooks/payments/plugin.${newId()}`).json({ a: 1 })).assertStatus(404)
  })

  test('that was switched off takes no new payments, and nobody takes them in its place', async ({ client, assert }) => {
    const installation = await providedBy({ create: TAKEN })
    await (await make(DisablePlugin)).handle({ actor: systemActor('test'), installation, reason: 'test' })
    const { response, order } = await buy(client)
    response.assertStatus(503)
    assert.isUndefined(order)
  })

  test('a plugin of a seller is never the provider', async ({ client }) => {
    const shop = await createShop()
    const theirs = await installScripted('payment_provider@1', TAKEN, shop.seller.tenantId)
    await choose(`plugin.${theirs.id}`)
    const { response } = await buy(client)
    response.assertStatus(503)
  })
})

/** Failing in a row switches a plugin off; the next round needs it on. */
async function enableAgain({ id }: Installation) {
  await db
    .from('plugin_installations')
    .where('id', id)
    .update({ is_enabled: true, breaker_state: 'closed', breaker_opened_at: null, breaker_reason: null })
}
