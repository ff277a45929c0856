import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import { steadyQueries } from '#tests/support/statements'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)
type List = { data: { id: string }[]; meta: { next_cursor: string | null } }
const idsOf = (response: { body(): List }) => response.body().data.map(({ id }) => id)

test.group('Public product list', () => {
  test('shows published goods of active sellers and nothing else', async ({ client, assert }) => {
    const category = await createCategory()
    const seller = await createSeller()
    const shown = await createProduct(seller, { categoryId: category.id })
    for (const status of ['draft', 'in_review', 'hidden'] as const) await createProduct(seller, { categoryId: category.id, status })
    await createProduct(await createSeller({ status: 'suspended' }), { categoryId: category.id })

    const response = await client.get('/api/v1/products').qs({ category: category.slug })
    response.assertStatus(200)
    assert.deepEqual(idsOf(response), [shown.id])
    assert.containsSubset(response.body().data[0], {
      slug: shown.slug,
      price: { amount: 199_000, currency: 'RUB' },
      in_stock: true,
      seller: { slug: seller.slug },
    })
  })

  test('a category includes everything below it, by slug or id', async ({ client, assert }) => {
    const [top, seller] = [await createCategory(), await createSeller()]
    const leaf = await createCategory({ parentId: (await createCategory({ parentId: top.id })).id })
    const product = await createProduct(seller, { categoryId: leaf.id })
    await createProduct(seller)
    for (const category of [top.slug, top.id, leaf.slug]) {
      assert.deepEqual(idsOf(await client.get('/api/v1/products').qs({ category })), [product.id])
    }
  })

  test('filters by price and seller and sorts both ways', async ({ client, assert }) => {
    const [category, seller, other] = [await createCategory(), await createSeller(), await createSeller()]
    const make = (owner: typeof seller, priceMinor: number) => createProduct(owner, { categoryId: category.id, priceMinor })
    const [cheap, middle, dear] = [await make(seller, 100), await make(other, 200), await make(seller, 300)]
    const list = async (filters: object) => idsOf(await client.get('/api/v1/products').qs({ category: category.slug, ...filters }))

    assert.deepEqual(await list({ sort: 'price' }), [cheap.id, middle.id, dear.id])
    assert.deepEqual(await list({ sort: '-price' }), [dear.id, middle.id, cheap.id])
    assert.deepEqual(await list({ sort: 'price', price_min: 200 }), [middle.id, dear.id])
    assert.deepEqual(await list({ sort: 'price', price_max: 200 }), [cheap.id, middle.id])
    assert.deepEqual(await list({ sort: 'price', seller: seller.slug }), [cheap.id, dear.id])
  })

  test('pages on without gaps or repeats while goods are published in between', async ({ client, assert }) => {
    const [seller, top] = [await createSeller(), await createCategory()]
    const branches = [await createCategory({ parentId: top.id }), await createCategory({ parentId: top.id })]
    const made: string[] = []
    for (let at = 0; at < 9; at++) {
      const product = await createProduct(seller, { categoryId: branches[at % 2].id, publishedAt: minutesAgo(10 - (at % 3)) })
      made.push(product.id)
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { body(): List } = await client
        .get('/api/v1/products')
        .qs({ category: top.slug, limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...idsOf(page))
      cursor = page.body().meta.next_cursor
      await createProduct(seller, { categoryId: branches[0].id })
    } while (cursor)
    assert.sameMembers(seen, made)
    assert.lengthOf(new Set(seen), made.length)
  })

  test('asks the database the same number of questions for one row and for many', async ({ client, assert }) => {
    const [category, seller] = [await createCategory(), await createSeller()]
    await createProduct(seller, { categoryId: category.id })
    const list = () => client.get('/api/v1/products').qs({ category: category.slug, seller: seller.slug })
    const one = await steadyQueries(list)
    for (let at = 0; at < 10; at++) await createProduct(seller, { categoryId: category.id })
    assert.equal(await steadyQueries(list), one)
    assert.isAtMost(one, 3)
  })

  test('refuses {field} = {value} naming the field')
    .with([
      { field: 'sort', value: 'title' },
      { field: 'price_min', value: 'cheap' },
      { field: 'price_max', value: '-1' },
      { field: 'limit', value: '1000' },
      { field: 'cursor', value: 'not-a-cursor' },
      { field: 'cursor', value: Buffer.from('["2026-01-01T00:00:00Z","x"]').toString('base64url') },
      { field: 'cursor', value: Buffer.from('[{},1]').toString('base64url') },
    ])
    .run(async ({ client }, { field, value }) => {
      const response = await client.get('/api/v1/products').qs({ [field]: value })
      response.assertStatus(422)
      response.assertBodyContains({ details: [{ field }] })
      response.assertHeader('content-type', 'application/problem+json')
    })

  test('an unknown category and an unknown seller are 404', async ({ client }) => {
    for (const filter of [{ category: 'no-such' }, { seller: 'no-such' }]) {
      const response = await client.get('/api/v1/products').qs(filter)
      response.assertStatus(404)
    }
  })
})

test.group('Public product', () => {
  test('is found by id and by slug with offers and what is left of them', async ({ client, assert }) => {
    const product = await createProduct(await createSeller(), { stock: 7, attributes: { color: 'red' } })
    await db.from('stock_levels').where('offer_id', product.offerId).update({ reserved: 2 })
    for (const key of [product.id, product.slug]) {
      const response = await client.get(`/api/v1/products/${key}`)
      response.assertStatus(200)
      assert.containsSubset(response.body().data, {
        id: product.id,
        attributes: { color: 'red' },
        in_stock: true,
        variants: [{ id: product.variantId, offers: [{ id: product.offerId, available: 5, price: { amount: product.priceMinor } }] }],
      })
    }
  })

  test('answers 304 to who has it already, and anew after a change', async ({ client }) => {
    const product = await createProduct(await createSeller())
    const etag = (await client.get(`/api/v1/products/${product.id}`)).header('etag')!
    const again = () => client.get(`/api/v1/products/${product.id}`).header('If-None-Match', etag)
    ;(await again()).assertStatus(304)
    await db.from('stock_levels').where('offer_id', product.offerId).update({ on_hand: 1 })
    ;(await again()).assertStatus(200)
  })

  test('drafts, strangers and nonsense are 404', async ({ client }) => {
    const draft = await createProduct(await createSeller(), { status: 'draft' })
    for (const key of [draft.id, draft.slug, newId(), 'nothing', '%F0%9F%98%80']) {
      const response = await client.get(`/api/v1/products/${key}`)
      response.assertStatus(404)
    }
  })

  test('the category tree is public and nested', async ({ client, assert }) => {
    const top = await createCategory({ names: { en: 'Shoes', ru: 'Обувь' } })
    const child = await createCategory({ parentId: top.id })
    const { data } = (await client.get('/api/v1/categories')).body()
    const found = data.find(({ id }: { id: string }) => id === top.id)
    assert.containsSubset(found, { slug: top.slug, names: { en: 'Shoes', ru: 'Обувь' }, children: [{ id: child.id, parent_id: top.id }] })
  })
})
