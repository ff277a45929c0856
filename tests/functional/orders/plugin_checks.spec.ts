import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import OpenPurchaseReview from '#moderation/jobs/open_purchase_review'
import { actorOf } from '#tests/support/plugin_uploads'
import { checkoutBody, createShop, escrowOf, ordersOf, otherSeller, stockOf } from '#tests/support/orders'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted } from '#tests/support/scripted_plugin'
import { createUser } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'
import type { TestProduct } from '#tests/support/catalog'

type Shop = Awaited<ReturnType<typeof createShop>>

const buy = (client: ApiClient, shop: Shop, products: TestProduct[] = [shop.product]) =>
  client
    .post('/api/v1/checkout')
    .bearerToken(shop.token)
    .header('Idempotency-Key', newId())
    .json(checkoutBody(products.map((product) => ({ product }))))

const NO = { problems: [{ line: '[=lines.0.line]', message: 'Only one of [=lines.0.title]' }] }
const checksOf = (buyerId: string) => db.from('fraud_checks').where('buyer_id', buyerId)

test.group('Plugins that validate orders', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('refuse a purchase with their reason beside the line, and nothing is bought', async ({ client, assert }) => {
    const shop = await createShop([{ stock: 3 }])
    await installScripted('order_validation@1', NO, shop.seller.tenantId)
    const response = await buy(client, shop)
    response.assertStatus(422)
    response.assertBodyContains({ error_code: 'ORDER_REFUSED', details: [{ field: 'items.0.offer_id', rule: 'plugin' }] })
    assert.include(response.body().details[0].message, 'Only one of')
    assert.isEmpty(await ordersOf(shop.buyer.id))
    assert.deepEqual(await stockOf(shop.product), { on_hand: 3, reserved: 0 })
  })

  test('of a seller say nothing about the goods of others', async ({ client }) => {
    const [shop, other] = [await createShop(), await otherSeller()]
    await installScripted('order_validation@1', NO, other.seller.tenantId)
    ;(await buy(client, shop)).assertStatus(201)
    const both = await buy(client, shop, [shop.product, other.product])
    both.assertStatus(422)
    both.assertBodyContains({ details: [{ field: 'items.1.offer_id' }] })
  })

  test('that fail, never end or answer nonsense refuse nothing', async ({ client }) => {
    for (const script of ['fail', 'spin', '{"problems":[{}]}']) {
      const shop = await createShop()
      await installScripted('order_validation@1', script, shop.seller.tenantId)
      ;(await buy(client, shop)).assertStatus(201)
    }
  })

  test('are heard on the checkout page too, beside the goods they speak of', async ({ client, assert }) => {
    const shop = await createShop()
    const as = (path: string, form: object) => client.post(path).loginAs(shop.buyer).withCsrfToken().redirects(0).form(form)
    await as('/cart/items', { offer_id: shop.product.offerId, quantity: 1 })
    const fieldsOf = async () => {
      const text = (await client.get('/checkout').loginAs(shop.buyer)).text()
      const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)![1]
      return { key: field('key'), expected_total: field('expected_total') }
    }
    await installScripted('order_validation@1', NO, shop.seller.tenantId)
    const details = { name: 'Анна', email: 'anna@example.test', country: 'RU', city: 'Москва', line: 'Тверская, 1' }
    const card = { card_number: '4242 4242 4242 4242', card_expiry: '12/30', card_cvc: '123' }
    const refused = await as('/checkout', { ...(await fieldsOf()), ...details, ...card })
    refused.assertStatus(302)
    refused.assertHeader('location', '/checkout')
    assert.deepEqual(Object.keys(refused.flashMessage('lineProblems')), [shop.product.offerId])
    assert.isEmpty(await ordersOf(shop.buyer.id))
  })
})

test.group('Plugins that score fraud', (group) => {
  group.each.teardown(switchOffAllPlugins)

  const said = (verdict: string, score = 70) => ({
    verdict,
    score,
    reasons: [{ code: 'velocity', message: 'Age [=buyer.account_age_hours] h' }],
  })

  test('let a purchase through; what they thought is kept', async ({ client, assert }) => {
    const shop = await createShop()
    await installScripted('fraud_score@1', said('allow', 5))
    ;(await buy(client, shop)).assertStatus(201)
    const [check] = await checksOf(shop.buyer.id)
    assert.include(check, { verdict: 'allow', score: '5.00' })
    assert.equal(check.reasons[0].message, 'Age 0 h')
    assert.isEmpty(await db.from('outbox').where({ aggregate_id: check.group_id, name: 'orders.purchase_flagged.v1' }))
  })

  test('block one without saying why, and it leaves no orders', async ({ client, assert }) => {
    const shop = await createShop([{ stock: 2 }])
    await installScripted('fraud_score@1', said('allow', 5))
    await installScripted('fraud_score@1', said('block', 95), shop.seller.tenantId)
    const response = await buy(client, shop)
    response.assertStatus(422)
    response.assertBodyContains({ error_code: 'PURCHASE_BLOCKED' })
    assert.notInclude(response.text(), 'velocity')
    assert.isEmpty(await ordersOf(shop.buyer.id))
    const [check] = await checksOf(shop.buyer.id)
    assert.include(check, { verdict: 'block', score: '95.00', group_id: null })
    assert.lengthOf(check.reasons, 2)
  })

  test('put one before a moderator, who can cancel it', async ({ client, assert }) => {
    const shop = await createShop([{ priceMinor: 10_000 }])
    await installScripted('fraud_score@1', said('review'))
    ;(await buy(client, shop)).assertStatus(201)
    const [order] = await ordersOf(shop.buyer.id)
    const flagged = await db.from('outbox').where({ aggregate_id: order.group_id, name: 'orders.purchase_flagged.v1' }).firstOrFail()
    const job = await app.container.make(OpenPurchaseReview)
    const event = { id: flagged.id, payload: flagged.payload } as DomainEvent<{ group_id: string }>
    for (const _ of [1, 2]) await job.handle(event)
    const items = await db.from('review_items').where('subject_id', order.group_id)
    assert.lengthOf(items, 1)
    assert.equal(items[0].score, 70)

    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const page = await client.get(`/moderator/reviews/${items[0].id}`).loginAs(moderator)
    page.assertStatus(200)
    assert.include(page.text(), 'Age 0 h')
    assert.notInclude(page.text(), 'decide/quarantine')
    ;(await client.get(`/moderator/reviews/${items[0].id}/decide/reject`).loginAs(moderator)).assertStatus(200)
    ;(await client.get(`/moderator/reviews/${items[0].id}/decide/quarantine`).loginAs(moderator)).assertStatus(404)
    const decide = await app.container.make(DecideReviewItem)
    const decision = {
      itemId: items[0].id,
      expectedVersion: items[0].version,
      reasonCode: 'other',
      publicReason: 'Looks like fraud',
    } as const
    await assert.rejects(() => decide.handle({ actor: actorOf(moderator), ...decision, decision: 'quarantine' }))
    await decide.handle({ actor: actorOf(moderator), ...decision, decision: 'reject' })
    assert.equal((await ordersOf(shop.buyer.id))[0].state, 'cancelled')
    assert.equal(await escrowOf(order.id), 0)
  })

  test('that fail or never end keep nobody from buying', async ({ client, assert }) => {
    for (const script of ['fail', 'spin', '{"verdict":"block"}']) {
      const shop = await createShop()
      await installScripted('fraud_score@1', script, shop.seller.tenantId)
      ;(await buy(client, shop)).assertStatus(201)
      assert.isEmpty(await checksOf(shop.buyer.id))
    }
  })

  test('count purchases by themselves: one too many of fraud-velocity is flagged', async ({ client, assert }) => {
    const shop = await createShop([{ stock: 9 }])
    const velocity = await installAndEnable(pluginFolder('fraud-velocity'), shop.seller.tenantId)
    const settings = { window_minutes: 60, per_buyer: 2, per_contact: 0, per_network: 0, per_place: 0, review_from: 30, block_from: 45 }
    await db
      .from('plugin_installations')
      .where('id', velocity.id)
      .update({ settings: JSON.stringify(settings) })
    const statuses = []
    for (let count = 0; count < 4; count++) statuses.push((await buy(client, shop)).status())
    assert.deepEqual(statuses, [201, 201, 201, 422])
    const verdicts = (await checksOf(shop.buyer.id)).map(({ verdict }) => verdict as string)
    assert.sameMembers(verdicts, ['allow', 'allow', 'review', 'block'])
  })
})
