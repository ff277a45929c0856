import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { ConfigurePlugin } from '#runtime/actions/configure_plugin'
import { SetPluginSecret } from '#runtime/actions/set_plugin_secret'
import { TransitionOrder } from '#orders/actions/transition_order'
import ProcessWebhook from '#payments/jobs/process_webhook'
import SendRefund from '#payments/jobs/send_refund'
import { installAndEnable, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { checkoutBody, createShop, escrowOf, ledgerDrift, ordersOf } from '#tests/support/orders'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type { Installation } from '#runtime/installations/installation'

const KEY = 'a key of the bank and ours'
const actor = systemActor('test')

const make = <T>(thing: new (...args: never[]) => T) => app.container.make(thing as never) as Promise<T>
const choose = async (name: string) => (await make(Settings)).set(actor, 'payments.provider', name)

async function bank(): Promise<Installation> {
  const installation = await installAndEnable(join(app.makePath('tests/plugins/own/test-bank')), null)
  await (await make(SetPluginSecret)).handle({ actor, installation, name: 'webhook_key', value: KEY })
  await choose(`plugin.${installation.id}`)
  return installation
}

const loseAnswers = async (installation: Installation, loses: boolean) =>
  (await make(ConfigurePlugin)).handle({ actor, installation, settings: { loses_answers: loses } })

const buy = (client: ApiClient, shop: Awaited<ReturnType<typeof createShop>>, key: string) =>
  client
    .post('/api/v1/checkout')
    .bearerToken(shop.token)
    .header('Idempotency-Key', key)
    .json(checkoutBody([{ product: shop.product }], 'tok_of_the_bank'))

const operationsOf = (groupId: string) =>
  sqlRows<{ id: string; op: string; state: string; provider_ref: string }>(
    db,
    'select o.id, o.op, o.state, o.provider_ref from payment_ops o join payment_intents i on i.id = o.intent_id where i.source_id = ? order by o.id',
    [groupId]
  )

const chargesAt = async ({ id }: Installation) => {
  const [row] = await sqlRows<{ value: number }>(
    db,
    `select value::int as value from plugin_kv where installation_id = ? and key = 'count'`,
    [id]
  )
  return row?.value ?? 0
}

test.group('A bank written in TypeScript', (group) => {
  group.each.teardown(async () => {
    await choose('sandbox')
    await switchOffAllPlugins()
  })

  test('is paid, keeps its books by our key, and refunds', async ({ client, assert }) => {
    const installation = await bank()
    const shop = await createShop([{ priceMinor: 10_000 }])
    const key = newId()
    for (const _ of [1, 2]) (await buy(client, shop, key)).assertStatus(201)
    assert.equal(await chargesAt(installation), 1)
    const [order] = await ordersOf(shop.buyer.id)
    assert.equal(await escrowOf(order.id), 10_000)

    await (await make(TransitionOrder)).handle({ actor, orderId: order.id, event: 'cancel', role: 'seller' })
    const refund = (await operationsOf(order.group_id)).find(({ op }) => op === 'refund')!
    for (const _ of [1, 2]) await (await make(SendRefund)).handle({ aggregateId: refund.id } as DomainEvent)
    assert.equal(await chargesAt(installation), 2)
    assert.equal((await operationsOf(order.group_id)).find(({ op }) => op === 'refund')!.provider_ref, 'bank-2')
    assert.equal(await escrowOf(order.id), 0)
    assert.equal(await ledgerDrift(), 0)
  })

  test('that took the money and lost its answer is asked after its notice, and charges once', async ({ client, assert }) => {
    const installation = await bank()
    await loseAnswers(installation, true)
    const shop = await createShop([{ priceMinor: 10_000 }])
    const bought = await buy(client, shop, newId())
    bought.assertBodyContains({ data: { payment: 'pending' } })
    await loseAnswers(installation, false)
    const [order] = await ordersOf(shop.buyer.id)
    const [charge] = await operationsOf(order.group_id)
    assert.equal(charge.state, 'unknown')

    const event = newId()
    const body = JSON.stringify({ event, key: charge.id })
    const signature = createHmac('sha256', KEY).update(body).digest('base64')
    const send = (signed: string) =>
      client
        .post(`/webhooks/payments/plugin.${installation.id}`)
        .header('content-type', 'application/json')
        .header('x-bank-signature', signed)
        .json(JSON.parse(body))
    ;(await send(createHmac('sha256', 'another key').update(body).digest('base64'))).assertStatus(400)
    assert.isEmpty(await db.from('payment_inbox').where('event_id', event))
    for (const _ of [1, 2]) (await send(signature)).assertStatus(204)
    const kept = await db.from('payment_inbox').where('event_id', event)
    assert.lengthOf(kept, 1)

    const job = await make(ProcessWebhook)
    for (const _ of [1, 2]) {
      await job.handle({ aggregateId: kept[0].id, payload: { operation_key: charge.id } } as DomainEvent<{ operation_key: string }>)
    }
    assert.equal((await operationsOf(order.group_id))[0].state, 'success')
    assert.equal(await chargesAt(installation), 1)
    assert.equal(await escrowOf(order.id), 10_000)
  })
})
