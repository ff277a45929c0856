import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { DecideReviewItem } from '#moderation/actions/decide_review_item'
import OpenProductReview from '#moderation/jobs/open_product_review'
import { actorOf } from '#tests/support/plugin_uploads'
import { createProduct, createSeller, type TestProduct } from '#tests/support/catalog'
import { installAndEnable, pluginFolder, switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted } from '#tests/support/scripted_plugin'
import { apiToken, createUser } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'

async function seller() {
  const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
  return { user, tenantId: tenant.id, token: await apiToken(user, tenant.id), seller: await createSeller({ tenantId: tenant.id }) }
}

const statusOf = async ({ id }: TestProduct) => (await db.from('products').where('id', id).firstOrFail()).status as string
const flagsOf = (id: string) => db.from('outbox').where({ aggregate_id: id, name: 'catalog.product_flagged.v1' })
const publish = (client: ApiClient, token: string, { id }: TestProduct) =>
  client.post(`/api/v1/seller/products/${id}/publish`).bearerToken(token).json({ version: 1 })
const rename =
  (client: ApiClient, token: string, { id }: TestProduct) =>
  (title: string) =>
    client.patch(`/api/v1/seller/products/${id}`).bearerToken(token).json({ version: 1, title })

const found = (verdict: string) => ({ verdict, matches: [{ field: 'title', word: 'fake', verdict }] })

test.group('Plugins that read texts', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('keep a product with forbidden words from being published, naming field and word', async ({ client, assert }) => {
    const own = await seller()
    const product = await createProduct(own.seller, { status: 'draft', title: 'A FAKE watch' })
    const moderation = await installAndEnable(pluginFolder('keyword-moderation'), null)
    await db
      .from('plugin_installations')
      .where('id', moderation.id)
      .update({ settings: JSON.stringify({ reject: 'fake', review: 'urgent' }) })

    const refused = await publish(client, own.token, product)
    refused.assertStatus(422)
    refused.assertBodyContains({ error_code: 'TEXTS_REFUSED', details: [{ field: 'title', rule: 'text_moderation' }] })
    assert.include(refused.body().details[0].message, 'fake')
    assert.equal(await statusOf(product), 'draft')

    const page = await client
      .post(`/seller/products/${product.id}/publish`)
      .loginAs(own.user)
      .withCsrfToken()
      .redirects(0)
      .form({ version: 1 })
    page.assertHeader('location', `/seller/products/${product.id}`)
    assert.include(page.flashMessage('error'), 'fake')

    const clean = await createProduct(own.seller, { status: 'draft', title: 'A watch' })
    ;(await publish(client, own.token, clean)).assertStatus(200)
    assert.isEmpty(await flagsOf(clean.id))
  })

  test('are asked again when what buyers read changes, and only then', async ({ client, assert }) => {
    const own = await seller()
    await installScripted('text_moderation@1', found('reject'), own.tenantId)
    const shown = await createProduct(own.seller, { title: 'A watch' })
    ;(await rename(client, own.token, shown)('A fake watch')).assertStatus(422)
    assert.equal((await db.from('products').where('id', shown.id).firstOrFail()).title, 'A watch')
    const draft = await createProduct(own.seller, { status: 'draft', title: 'A watch' })
    ;(await rename(client, own.token, draft)('A fake watch')).assertStatus(200)
  })

  test('put suspicious texts before a moderator, who can take the product out of the shop', async ({ client, assert }) => {
    const own = await seller()
    const product = await createProduct(own.seller, { status: 'draft', title: 'A fake watch' })
    await installScripted('text_moderation@1', found('review'))
    ;(await publish(client, own.token, product)).assertStatus(200)
    const [flagged] = await flagsOf(product.id)
    const job = await app.container.make(OpenProductReview)
    for (const _ of [1, 2]) await job.handle({ id: flagged.id, aggregateId: product.id } as DomainEvent)
    const items = await db.from('review_items').where('subject_id', product.id)
    assert.lengthOf(items, 1)

    const { user: moderator } = await createUser({ platform: ['moderator'] })
    const page = await client.get(`/moderator/reviews/${items[0].id}`).loginAs(moderator)
    assert.include(page.text(), 'A fake watch')
    const decide = await app.container.make(DecideReviewItem)
    const decision = {
      itemId: items[0].id,
      expectedVersion: items[0].version,
      reasonCode: 'misleading',
      publicReason: 'Not the real one',
    } as const
    await assert.rejects(() => decide.handle({ actor: actorOf(own.user), ...decision, decision: 'approve' }))
    await decide.handle({ actor: actorOf(moderator), ...decision, decision: 'reject' })
    assert.equal(await statusOf(product), 'hidden')
  })

  test('of other sellers are not asked, and broken ones keep nobody from publishing', async ({ client }) => {
    const [own, other] = [await seller(), await seller()]
    await installScripted('text_moderation@1', found('reject'), other.tenantId)
    for (const script of ['fail', 'spin', '{"verdict":"reject"}']) {
      await installScripted('text_moderation@1', script)
      const product = await createProduct(own.seller, { status: 'draft' })
      ;(await publish(client, own.token, product)).assertStatus(200)
    }
  })
})
