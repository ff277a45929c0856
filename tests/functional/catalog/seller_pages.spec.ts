import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { createUser } from '#tests/support/users'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import type { ApiClient } from '@japa/api-client'
import type { TenantRole } from '#core/rights'
import type User from '#identity/models/user'

const member = async (role: TenantRole) => {
  const { user, tenant } = await createUser({ tenant: { role } })
  return { user, tenant, seller: await createSeller({ tenantId: tenant.id }) }
}

const send = (client: ApiClient, user: User, { path, fields }: { path: string; fields: Record<string, unknown> }) =>
  client.post(path).loginAs(user).withCsrfToken().redirects(0).form(fields)

const form = async (changes: object = {}) => ({
  title: 'Чайник стеклянный',
  category_id: (await createCategory()).id,
  brand: '',
  language: 'ru',
  description: '',
  attributes: 'материал: стекло\r\nvolume: 1,7 л',
  sku: `S-${newId().slice(-8)}`,
  barcode: '',
  price: '1990.5',
  stock: '7',
  ...changes,
})

test.group("The seller's product pages", () => {
  test('a new product is created, published, repriced and hidden by forms', async ({ client, assert }) => {
    const { user, tenant } = await member('user')
    const created = await send(client, user, { path: '/seller/products', fields: await form() })
    created.assertStatus(302)
    const product = await db.from('products').where('tenant_id', tenant.id).firstOrFail()
    assert.containsSubset(product, { status: 'draft', min_price_minor: 199_050, attributes: { материал: 'стекло', volume: '1,7 л' } })

    const page = await client.get(`/seller/products/${product.id}`).loginAs(user)
    page.assertTextIncludes('Чайник стеклянный')
    await send(client, user, { path: `/seller/products/${product.id}/publish`, fields: { version: 1 } })
    ;(await client.get(`/products/${product.slug}`)).assertTextIncludes('name="offer_id"')

    const offer = await db.from('offers').where('product_id', product.id).firstOrFail()
    await send(client, user, {
      path: `/seller/products/${product.id}/offers/${offer.id}`,
      fields: { version: 2, price: '2500', stock: '0' },
    })
    assert.notInclude((await client.get(`/products/${product.slug}`)).text(), 'name="offer_id"')
    await send(client, user, { path: `/seller/products/${product.id}/hide`, fields: { version: 3 } })
    assert.containsSubset(await db.from('products').where('id', product.id).firstOrFail(), { status: 'hidden', min_price_minor: 250_000 })
    ;(await client.get(`/products/${product.slug}`)).assertStatus(404)
  })

  test('a mistake is shown beside its field with what was typed', async ({ client, assert }) => {
    const { user, tenant } = await member('owner')
    const refused = await client
      .post('/seller/products')
      .loginAs(user)
      .withCsrfToken()
      .header('referer', '/seller/products/create')
      .form(await form({ price: '0', barcode: '123', title: 'Чайник' }))
    refused.assertTextIncludes('is-invalid')
    refused.assertTextIncludes('value="Чайник"')
    assert.lengthOf(await db.from('products').where('tenant_id', tenant.id), 0)
  })

  test('the list searches, filters and exports only the own products', async ({ client, assert }) => {
    const { user, seller } = await member('viewer')
    await createProduct(seller, { title: 'Лампа' })
    await createProduct(seller, { title: 'Чайник 100%', status: 'draft' })
    await createProduct(await createSeller(), { title: 'Чужая лампа' })
    const list = async (query: object) => (await client.get('/seller/products').qs(query).loginAs(user)).text()

    const all = await list({})
    assert.include(all, 'Лампа')
    assert.include(all, 'Чайник 100%')
    assert.notInclude(all, 'Чужая')
    assert.notInclude(await list({ status: 'draft' }), '>Лампа<')
    assert.notInclude(await list({ q: '100%' }), '>Лампа<')
    const csv = await client.get('/seller/products').qs({ export: 'csv' }).loginAs(user)
    assert.lengthOf(csv.text().trim().split('\r\n'), 3)
  })

  test('a viewer is offered no change and refused each', async ({ client, assert }) => {
    const { user, seller } = await member('viewer')
    const product = await createProduct(seller)
    const page = (await client.get(`/seller/products/${product.id}`).loginAs(user)).text()
    assert.notInclude(page, `/seller/products/${product.id}/hide`)
    for (const path of [`/seller/products/${product.id}/hide`, `/seller/products/${product.id}`, '/seller/products']) {
      const refused = await client
        .post(path)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
        .header('accept', 'application/json')
        .json({ version: 1 })
      refused.assertStatus(403)
    }
    const kept = await db.from('products').where('id', product.id).firstOrFail()
    assert.equal(kept.status, 'published')
  })

  test("another tenant's product is 404 on every page", async ({ client }) => {
    const { user } = await member('owner')
    const foreign = await createProduct(await createSeller())
    for (const path of ['', '/edit', `/offers/${foreign.offerId}/edit`]) {
      ;(await client.get(`/seller/products/${foreign.id}${path}`).loginAs(user)).assertStatus(404)
    }
    ;(await send(client, user, { path: `/seller/products/${foreign.id}/hide`, fields: { version: 1 } })).assertStatus(404)
  })
})
