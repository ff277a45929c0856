import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { JobQueue, type QueuedJob } from '#core/jobs/job_queue'
import EnrichProduct from '#catalog/jobs/enrich_product'
import { createProduct, createSeller, type TestProduct } from '#tests/support/catalog'
import { switchOffAllPlugins } from '#tests/support/installed_plugins'
import { installScripted, rescript } from '#tests/support/scripted_plugin'
import { createUser, joinTenant } from '#tests/support/users'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'

async function shop() {
  const { user, tenant } = await createUser({ tenant: { role: 'owner' } })
  const product = await createProduct(await createSeller({ tenantId: tenant.id }), { title: 'Чайник', attributes: { material: 'steel' } })
  return { user, tenant, product }
}

const postAs =
  (client: ApiClient, user: User) =>
  (path: string, form: object = {}) =>
    client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

const enrich = async ({ id }: TestProduct, tenantId: string) =>
  (await app.container.make(EnrichProduct)).handle({ productId: id, tenantId })
const openOf = ({ id }: TestProduct) => db.from('product_suggestions').where({ product_id: id, state: 'open' }).orderBy('id')
const cardOf = ({ id }: TestProduct) => db.from('products').where('id', id).firstOrFail()

const SAID = {
  suggestions: [
    { field: 'attribute', name: 'Объём', value: '1,7 л', reason: 'Found by the barcode' },
    { field: 'brand', value: 'Ёж' },
    { field: 'title', value: '[=product.title]' },
    { field: 'attribute', value: 'has no name' },
  ],
}

test.group('Suggestions of plugins', (group) => {
  group.each.teardown(switchOffAllPlugins)

  test('are asked for by a button that is there only where somebody could answer', async ({ client, assert }) => {
    const { user, tenant, product } = await shop()
    const page = () => client.get(`/seller/products/${product.id}`).loginAs(user)
    assert.notInclude((await page()).text(), 'Ask plugins')
    await installScripted('product_enrichment@1', SAID, tenant.id)
    assert.include((await page()).text(), 'Ask plugins')

    const queued: QueuedJob[] = []
    app.container.swap(JobQueue, () => ({ enqueue: async (job: QueuedJob) => void queued.push(job) }) as unknown as JobQueue)
    const asked = await postAs(client, user)(`/seller/products/${product.id}/suggestions`)
    app.container.restore(JobQueue)
    asked.assertStatus(302)
    assert.deepEqual(
      queued.map(({ name, payload }) => [name, payload]),
      [['catalog.enrich_product', { productId: product.id, tenantId: tenant.id }]]
    )
  })

  test('wait on the page and change the card only when the seller accepts them', async ({ client, assert }) => {
    const { user, tenant, product } = await shop()
    const plugin = await installScripted('product_enrichment@1', SAID)
    await enrich(product, tenant.id)
    await enrich(product, tenant.id)
    const open = await openOf(product)
    assert.lengthOf(open, 2)
    const [attribute, brand] = ['attribute', 'brand'].map((field) => open.find((one) => one.field === field))
    assert.include(attribute, { field: 'attribute', name: 'объём', value: '1,7 л', plugin_name: 'scripted' })
    assert.include((await client.get(`/seller/products/${product.id}`).loginAs(user)).text(), 'Found by the barcode')
    assert.notEqual((await cardOf(product)).brand, 'Ёж')

    const at = (id: string, verb: string) => `/seller/products/${product.id}/suggestions/${id}/${verb}`
    await postAs(client, user)(at(attribute.id, 'accept'), { version: 1 })
    const card = await cardOf(product)
    assert.deepEqual([card.attributes, card.version], [{ material: 'steel', объём: '1,7 л' }, 2])
    await postAs(client, user)(at(brand.id, 'dismiss'))
    assert.isEmpty(await openOf(product))
    assert.notEqual((await cardOf(product)).brand, 'Ёж')
    ;(await postAs(client, user)(at(brand.id, 'accept'), { version: 2 })).assertStatus(404)

    await rescript(plugin, 'fail')
    await enrich(product, tenant.id)
    assert.isEmpty(await openOf(product))
  })

  test('are nobody else’s to see or to accept', async ({ client, assert }) => {
    const [own, other] = [await shop(), await shop()]
    await installScripted('product_enrichment@1', SAID, own.tenant.id)
    await enrich(own.product, own.tenant.id)
    await enrich(other.product, other.tenant.id)
    assert.isEmpty(await openOf(other.product))
    const [suggestion] = await openOf(own.product)
    const path = `/seller/products/${own.product.id}/suggestions/${suggestion.id}/accept`
    ;(await postAs(client, other.user)(path, { version: 1 })).assertStatus(404)
    const mixed = `/seller/products/${other.product.id}/suggestions/${suggestion.id}/accept`
    ;(await postAs(client, other.user)(mixed, { version: 1 })).assertStatus(404)
    ;(await postAs(client, own.user)(`/seller/products/${own.product.id}/suggestions/${newId()}/accept`, { version: 1 })).assertStatus(404)
    const viewer = await createUser()
    await joinTenant(viewer.user, { role: 'viewer', of: own.tenant })
    assert.notEqual((await postAs(client, viewer.user)(path, { version: 1 })).status(), 302)
    assert.lengthOf(await openOf(own.product), 2)
  })
})
