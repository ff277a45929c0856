import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { ean13 } from '#catalog/barcode'
import { apiToken, createUser } from '#tests/support/users'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import { steadyQueries } from '#tests/support/statements'
import type { TenantRole } from '#core/rights'

const member = async (role: TenantRole) => {
  const { user, tenant } = await createUser({ tenant: { role } })
  return { tenant, token: await apiToken(user, tenant.id), seller: await createSeller({ tenantId: tenant.id }) }
}

const draft = async (changes: object = {}) => ({
  title: 'Лампа настольная',
  language: 'ru',
  category_id: (await createCategory()).id,
  attributes: { material: 'дуб' },
  variants: [
    { sku: `S-${newId().slice(-8)}`, price_minor: 199_000, on_hand: 5, options: { color: 'белая' } },
    { sku: `S-${newId().slice(-8)}`, price_minor: 149_000, on_hand: 3, weight_grams: 1_200 },
  ],
  ...changes,
})

const eventsOf = async (id: string) =>
  (await db.from('outbox').where('aggregate_id', id).orderBy('seq').select('name')).map(({ name }) => name)

test.group('Selling by API', () => {
  test('a member creates a draft, publishes it, changes it and hides it', async ({ client, assert }) => {
    const { token, tenant } = await member('user')
    const created = await client
      .post('/api/v1/seller/products')
      .bearerToken(token)
      .json(await draft())
    created.assertStatus(201)
    const { id, slug, version } = created.body().data
    assert.containsSubset(created.body().data, { status: 'draft', price: { amount: 149_000, currency: 'RUB' }, available: 8, version: 1 })
    ;(await client.get(`/api/v1/products/${slug}`)).assertStatus(404)

    const published = await client.post(`/api/v1/seller/products/${id}/publish`).bearerToken(token).json({ version })
    published.assertStatus(200)
    ;(await client.get(`/api/v1/products/${slug}`)).assertStatus(200)

    const changed = await client.patch(`/api/v1/seller/products/${id}`).bearerToken(token).json({ version: 2, title: 'Лампа напольная' })
    changed.assertStatus(200)
    assert.equal((await client.get(`/api/v1/products/${slug}`)).body().data.title, 'Лампа напольная')

    const hidden = await client.post(`/api/v1/seller/products/${id}/hide`).bearerToken(token).json({ version: 3 })
    hidden.assertStatus(200)
    ;(await client.get(`/api/v1/products/${slug}`)).assertStatus(404)
    assert.deepEqual(await eventsOf(id), ['catalog.product_published.v1', 'catalog.product_updated.v1', 'catalog.product_hidden.v1'])
    const audit = await db.from('audit_log').where('target_id', id).orderBy('seq').select('action', 'tenant_id', 'before', 'after')
    assert.deepEqual(
      audit.map(({ action }) => action),
      ['catalog.product_created', 'catalog.product_published', 'catalog.product_updated', 'catalog.product_hidden']
    )
    assert.containsSubset(audit[2], { tenant_id: tenant.id, before: { title: 'Лампа настольная' }, after: { title: 'Лампа напольная' } })
  })

  test('a stale version answers 409 and changes nothing', async ({ client, assert }) => {
    const { token, seller } = await member('admin')
    const product = await createProduct(seller, { status: 'draft', title: 'Before' })
    const patch = (version: number) =>
      client
        .patch(`/api/v1/seller/products/${product.id}`)
        .bearerToken(token)
        .json({ version, title: `Title ${version}` })
    const outcomes = await Promise.all([patch(1), patch(1), patch(1)])
    assert.sameMembers(
      outcomes.map((response) => response.status()),
      [200, 409, 409]
    )
    assert.equal((await client.get(`/api/v1/seller/products/${product.id}`).bearerToken(token)).body().data.version, 2)
  })

  test('price and stock of a variant: the list shows the least price, what is promised cannot be taken away', async ({
    client,
    assert,
  }) => {
    const { token, seller } = await member('owner')
    const product = await createProduct(seller, { stock: 10 })
    await db.from('stock_levels').where('offer_id', product.offerId).update({ reserved: 4 })
    const change = (body: object) =>
      client.patch(`/api/v1/seller/products/${product.id}/offers/${product.offerId}`).bearerToken(token).json(body)

    ;(await change({ version: 1, on_hand: 3 })).assertStatus(409)
    const counted = await change({ version: 1, on_hand: 4 })
    assert.containsSubset(counted.body().data, { available: 0, version: 1 })
    const priced = await change({ version: 1, price_minor: 500 })
    assert.containsSubset(priced.body().data, { price: { amount: 500 }, version: 2 })
    assert.equal((await client.get(`/api/v1/products/${product.id}`)).body().data.price.amount, 500)
    assert.deepEqual(await eventsOf(product.id), ['catalog.stock_changed.v1', 'catalog.offer_priced.v1'])
  })

  test('a viewer sees the products and may change none', async ({ client, assert }) => {
    const { token, seller } = await member('viewer')
    const product = await createProduct(seller)
    const list = await client.get('/api/v1/seller/products').bearerToken(token)
    assert.deepEqual(
      list.body().data.map(({ id }: { id: string }) => id),
      [product.id]
    )
    ;(await client.get(`/api/v1/seller/products/${product.id}`).bearerToken(token)).assertStatus(200)

    ;(
      await client
        .post('/api/v1/seller/products')
        .bearerToken(token)
        .json(await draft())
    ).assertStatus(403)
    for (const path of ['hide', 'publish']) {
      ;(await client.post(`/api/v1/seller/products/${product.id}/${path}`).bearerToken(token).json({ version: 1 })).assertStatus(403)
    }
    ;(await client.patch(`/api/v1/seller/products/${product.id}`).bearerToken(token).json({ version: 1, title: 'x' })).assertStatus(403)
    ;(
      await client
        .patch(`/api/v1/seller/products/${product.id}/offers/${product.offerId}`)
        .bearerToken(token)
        .json({ version: 1, on_hand: 1 })
    ).assertStatus(403)
    assert.deepEqual(await eventsOf(product.id), [])
  })

  test("another tenant's products are not there", async ({ client, assert }) => {
    const { token } = await member('owner')
    const foreign = await createProduct(await createSeller())
    assert.deepEqual((await client.get('/api/v1/seller/products').bearerToken(token)).body().data, [])
    ;(await client.get(`/api/v1/seller/products/${foreign.id}`).bearerToken(token)).assertStatus(404)
    ;(await client.patch(`/api/v1/seller/products/${foreign.id}`).bearerToken(token).json({ version: 1, title: 'x' })).assertStatus(404)
    ;(await client.post(`/api/v1/seller/products/${foreign.id}/hide`).bearerToken(token).json({ version: 1 })).assertStatus(404)
    ;(
      await client
        .patch(`/api/v1/seller/products/${foreign.id}/offers/${foreign.offerId}`)
        .bearerToken(token)
        .json({ version: 1, on_hand: 1 })
    ).assertStatus(404)
    ;(await client.get('/api/v1/seller/products/not-an-id').bearerToken(token)).assertStatus(404)
  })

  test("nor can another product's offer be changed through one's own", async ({ client }) => {
    const { token, seller } = await member('owner')
    const [own, foreign] = [await createProduct(seller), await createProduct(await createSeller())]
    const response = await client
      .patch(`/api/v1/seller/products/${own.id}/offers/${foreign.offerId}`)
      .bearerToken(token)
      .json({ version: 1, on_hand: 1 })
    response.assertStatus(404)
  })

  test('guests get 401', async ({ client }) => {
    ;(await client.get('/api/v1/seller/products')).assertStatus(401)
    ;(await client.post('/api/v1/seller/products').json({})).assertStatus(401)
  })

  test('the list asks the same number of questions for one product and for many', async ({ client, assert }) => {
    const { token, seller } = await member('viewer')
    const category = await createCategory()
    await createProduct(seller, { categoryId: category.id })
    const list = () => client.get('/api/v1/seller/products').bearerToken(token)
    const one = await steadyQueries(list)
    for (let at = 0; at < 8; at++) await createProduct(seller, { categoryId: category.id })
    assert.equal(await steadyQueries(list), one)
  })

  test('the same Idempotency-Key creates one product', async ({ client, assert }) => {
    const { token, tenant } = await member('user')
    const body = await draft()
    const post = () => client.post('/api/v1/seller/products').bearerToken(token).header('Idempotency-Key', `key-of-${tenant.id}`).json(body)
    const [first, second] = [await post(), await post()]
    assert.equal(second.body().data.id, first.body().data.id)
    assert.lengthOf(await db.from('products').where('tenant_id', tenant.id), 1)
  })
})

test.group('Bad input of sellers', () => {
  test('{field}: {problem} is refused naming the field, and nothing is written')
    .with([
      { problem: 'missing', field: 'title', change: { title: undefined } },
      { problem: 'a number', field: 'title', change: { title: 5 } },
      { problem: 'too long', field: 'title', change: { title: 'x'.repeat(301) } },
      { problem: 'unknown language', field: 'language', change: { language: 'de' } },
      { problem: 'no such category', field: 'category_id', change: { category_id: newId() } },
      { problem: 'not an id', field: 'category_id', change: { category_id: '1; drop table products' } },
      { problem: 'nested', field: 'attributes', change: { attributes: { size: { width: 1 } } } },
      { problem: 'an odd name', field: 'attributes', change: { attributes: { 'Size!': 'x' } } },
      { problem: 'none', field: 'variants', change: { variants: [] } },
      { problem: 'a fraction', field: 'variants.0.price_minor', change: { variants: [{ sku: 'a', price_minor: 1.5, on_hand: 1 }] } },
      { problem: 'beyond bounds', field: 'variants.0.on_hand', change: { variants: [{ sku: 'a', price_minor: 1, on_hand: -1 }] } },
      {
        problem: 'a wrong check digit',
        field: 'variants.0.barcode',
        change: { variants: [{ sku: 'a', price_minor: 1, on_hand: 1, barcode: '4006381333932' }] },
      },
      {
        problem: 'twice',
        field: 'variants',
        change: {
          variants: [
            { sku: 'a', price_minor: 1, on_hand: 1 },
            { sku: 'a', price_minor: 1, on_hand: 1 },
          ],
        },
      },
      { problem: 'a NUL character', field: 'title', change: { title: 'a\u0000b' } },
    ])
    .run(async ({ client, assert }, { field, problem, change }) => {
      const { token, tenant } = await member('owner')
      const response = await client
        .post('/api/v1/seller/products')
        .bearerToken(token)
        .json(await draft(change))
      response.assertStatus(422)
      if (!problem.includes('NUL')) response.assertBodyContains({ details: [{ field }] })
      assert.lengthOf(await db.from('products').where('tenant_id', tenant.id), 0)
    })

  test('a SKU and a barcode are taken once, also by two at the same time', async ({ client, assert }) => {
    const { token, tenant } = await member('owner')
    const barcode = ean13(String(Math.floor(Math.random() * 1e12)).padStart(12, '0'))
    const post = async (variant: object) =>
      client
        .post('/api/v1/seller/products')
        .bearerToken(token)
        .json(await draft({ variants: [{ price_minor: 1, on_hand: 1, ...variant }] }))
    const bySku = await Promise.all([post({ sku: 'same' }), post({ sku: 'same' })])
    assert.sameMembers(
      bySku.map((response) => response.status()),
      [201, 422]
    )
    bySku.find((response) => response.status() === 422)!.assertBodyContains({ details: [{ field: 'sku', rule: 'unique' }] })
    ;(await post({ sku: 'one', barcode })).assertStatus(201)
    const second = await post({ sku: 'two', barcode })
    second.assertBodyContains({ details: [{ field: 'barcode', rule: 'unique' }] })
    assert.lengthOf(await db.from('products').where('tenant_id', tenant.id), 2)
  })

  test('a huge body is a client error', async ({ client, assert }) => {
    const { token } = await member('owner')
    const huge = await client
      .post('/api/v1/seller/products')
      .bearerToken(token)
      .json({ title: 'x'.repeat(3_000_000) })
    assert.equal(huge.status(), 413)
  })
})
