import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { apiToken, createUser } from '#tests/support/users'
import { countQueries } from '#tests/support/statements'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import { PRODUCT_EVENTS } from '#search/product_events'
import { SearchIndex } from '#search/search_index'
import { IndexProducts } from '#search/actions/index_products'
import { checkIndex, isInStep } from '#search/queries/check_index'
import { Reindex } from '#search/actions/reindex'
import IndexProduct from '#search/jobs/index_product'
import { subscribersOf } from '#core/modules'
import type { ApiClient } from '@japa/api-client'
import type { DomainEvent } from '#core/outbox/event'

/** A word of this test alone: other tests' goods share the index. */
const ownWord = () => [...newId().slice(-10)].map((digit) => String.fromCharCode('а'.charCodeAt(0) + Number.parseInt(digit, 16))).join('')

const index = async (...ids: string[]) => (await app.container.make(IndexProducts)).handle({ productIds: ids })
const search = (client: ApiClient, query: object) => client.get('/api/v1/search/products').qs(query)
const idsOf = (response: { body(): { data: { id: string }[] } }) => response.body().data.map(({ id }) => id)

/** What the worker does with the events of these products. */
const consume = async (...aggregateIds: string[]) => {
  const rows = await db.from('outbox').whereIn('aggregate_id', aggregateIds).whereIn('name', PRODUCT_EVENTS).orderBy('seq')
  const events = rows.map((row) => ({ id: row.id, name: row.name, aggregateId: row.aggregate_id }) as DomainEvent)
  await (await app.container.make(IndexProduct)).handle({ batchId: newId(), events })
}

test.group('Search by API', () => {
  test('finds by a misspelt word within a category and price range, with facets and marks', async ({ client, assert }) => {
    const [top, other, seller, word] = [await createCategory(), await createCategory(), await createSeller(), ownWord()]
    const leaf = await createCategory({ parentId: top.id })
    const title = `Кофеварка ${word}`
    const found = await createProduct(seller, { title, categoryId: leaf.id, priceMinor: 500_00 })
    const dear = await createProduct(seller, { title, categoryId: leaf.id, priceMinor: 900_00 })
    const elsewhere = await createProduct(seller, { title, categoryId: other.id, priceMinor: 500_00 })
    await index(found.id, dear.id, elsewhere.id)

    const response = await search(client, { q: `кофиварка ${word}`, category: top.slug, price_max: 600_00 })
    response.assertStatus(200)
    assert.deepEqual(idsOf(response), [found.id])
    const { data, meta } = response.body()
    assert.containsSubset(data[0].title_parts, [{ text: 'Кофеварка', match: true }])
    assert.containsSubset(meta, { total: 1, total_is_capped: false, next_cursor: null, corrected_to: `кофеварка ${word}` })
    assert.deepEqual(meta.facets.price, { min: 500_00, max: 500_00 })
    assert.containsSubset(meta.facets.category, [{ id: leaf.id, slug: leaf.slug, count: 1 }])
    assert.containsSubset(meta.facets.brand, [{ value: 'Brand', count: 1 }])
  })

  test('pages by cursor and by number', async ({ client, assert }) => {
    const [seller, word] = [await createSeller(), ownWord()]
    const products = [
      await createProduct(seller, { title: word }),
      await createProduct(seller, { title: word }),
      await createProduct(seller, { title: word }),
    ]
    await index(...products.map(({ id }) => id))
    const first = await search(client, { q: word, limit: 2 })
    const second = await search(client, { q: word, limit: 2, cursor: first.body().meta.next_cursor })
    assert.sameMembers(
      [...idsOf(first), ...idsOf(second)],
      products.map(({ id }) => id)
    )
    assert.isNull(second.body().meta.next_cursor)
    assert.deepEqual(idsOf(await search(client, { q: word, limit: 2, page: 2 })), idsOf(second))
  })

  test('shows today’s price and stock, and not what was hidden, even before the index hears of it', async ({ client, assert }) => {
    const [seller, word] = [await createSeller(), ownWord()]
    const [shown, hidden] = [await createProduct(seller, { title: word }), await createProduct(seller, { title: word })]
    await index(shown.id, hidden.id)
    await db.from('products').where('id', shown.id).update({ min_price_minor: 777 })
    await db.from('products').where('id', hidden.id).update({ status: 'hidden' })
    const response = await search(client, { q: word })
    assert.deepEqual(idsOf(response), [shown.id])
    assert.equal(response.body().data[0].price.amount, 777)
  })

  test('asks the database the same number of questions for one hit and for many', async ({ client, assert }) => {
    const [category, seller, word] = [await createCategory(), await createSeller(), ownWord()]
    const make = async (count: number, title: string) => {
      for (let at = 0; at < count; at++) await index((await createProduct(seller, { title, categoryId: category.id })).id)
    }
    await make(3, `${word} три`)
    await make(12, `${word} много`)
    await search(client, { q: 'warm up' })
    const few = await countQueries(() => search(client, { q: `${word} три` }))
    assert.equal(await countQueries(() => search(client, { q: `${word} много` })), few)
    assert.isAtMost(few, 3)
  })

  test('refuses {field} = {value} naming the field')
    .with([
      { field: 'sort', value: 'random' },
      { field: 'price_min', value: '1.5' },
      { field: 'limit', value: '51' },
      { field: 'page', value: '0' },
      { field: 'cursor', value: 'nonsense' },
      { field: 'cursor', value: Buffer.from('[999999]').toString('base64url') },
      { field: 'q', value: 'x'.repeat(201) },
    ])
    .run(async ({ client }, { field, value }) => {
      const response = await search(client, { [field]: value })
      response.assertStatus(422)
      response.assertBodyContains({ details: [{ field }] })
    })

  test('text that looks like query syntax or SQL is only text', async ({ client }) => {
    for (const q of ["'; drop table products; --", 'a & | ! ( b', ':* <-> \\', '%_', '\u0001\uE000', '🙂']) {
      ;(await search(client, { q })).assertStatus(200)
    }
  })

  test('an unknown category is 404', async ({ client }) => {
    ;(await search(client, { q: 'x', category: 'none' })).assertStatus(404)
  })
})

test.group('Search keeps up with the catalogue', () => {
  test('publishing, renaming, repricing, selling out and hiding are found by their events', async ({ client, assert }) => {
    const { user, tenant } = await createUser({ tenant: { role: 'user' } })
    const [token, seller, word] = [await apiToken(user, tenant.id), await createSeller({ tenantId: tenant.id }), ownWord()]
    const product = await createProduct(seller, { status: 'draft', title: word, stock: 1 })
    const act = (path: string, body: object) => client.post(`/api/v1/seller/products/${product.id}/${path}`).bearerToken(token).json(body)
    const patch = (path: string, body: object) => client.patch(`/api/v1/seller/products/${product.id}${path}`).bearerToken(token).json(body)
    const found = async (query: object) => {
      await consume(product.id)
      return idsOf(await search(client, query))
    }

    assert.deepEqual(await found({ q: word }), [])
    await act('publish', { version: 1 })
    assert.deepEqual(await found({ q: word }), [product.id])
    const renamed = ownWord()
    await patch('', { version: 2, title: renamed })
    assert.deepEqual(await found({ q: word }), [])
    assert.deepEqual(await found({ q: renamed }), [product.id])
    await patch(`/offers/${product.offerId}`, { version: 3, price_minor: 42 })
    assert.deepEqual(await found({ q: renamed, price_max: 42 }), [product.id])
    await patch(`/offers/${product.offerId}`, { version: 4, on_hand: 0 })
    assert.deepEqual(await found({ q: renamed, in_stock: true }), [])
    await act('hide', { version: 4 })
    assert.deepEqual(await found({ q: renamed }), [])
  })

  test('every event of a product reaches the index job, and repeats or old events do no harm', async ({ client, assert }) => {
    for (const name of PRODUCT_EVENTS) assert.include(subscribersOf(name), 'search.index_product')
    const word = ownWord()
    const product = await createProduct(await createSeller(), { title: word })
    await Promise.all([index(product.id), index(product.id), index(product.id, newId())])
    assert.deepEqual(idsOf(await search(client, { q: word })), [product.id])
  })

  test('a check finds what is missing, stale and too many, and a reindex mends it', async ({ assert }) => {
    const [seller, engine] = [await createSeller(), await app.container.make(SearchIndex)]
    const [missing, stale, extra] = [await createProduct(seller), await createProduct(seller), await createProduct(seller)]
    await index(stale.id, extra.id)
    await db.from('products').where('id', stale.id).update({ title: 'Renamed' })
    await db.from('products').where('id', extra.id).update({ status: 'hidden' })
    const check = await checkIndex(engine)
    assert.include(check.missing, missing.id)
    assert.include(check.stale, stale.id)
    assert.include(check.extra, extra.id)

    const reindex = await app.container.make(Reindex)
    await reindex.handle()
    assert.isTrue(isInStep(await checkIndex(engine)))
  })
})
