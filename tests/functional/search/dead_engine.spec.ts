import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { Health } from '#core/health/health'
import { SearchIndex } from '#search/search_index'
import { ResultCache } from '#search/result_cache'
import { IndexProducts } from '#search/actions/index_products'
import { MeilisearchIndex } from '#search/drivers/meilisearch/meilisearch_index'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'
import { waitFor } from '#tests/support/wait_for'
import { MeilisearchImitation } from '#tests/imitations/meilisearch/server'

test.group('A search engine that is down', (group) => {
  const imitation = new MeilisearchImitation()
  let engine: MeilisearchIndex

  group.setup(async () => {
    engine = new MeilisearchIndex({ url: await imitation.start(), apiKey: imitation.masterKey! })
    await engine.prepare()
    return () => imitation.stop()
  })
  group.each.setup(async () => {
    imitation.failWith = null
    app.container.swap(SearchIndex, () => engine)
    await (await app.container.make(ResultCache)).changed()
    return () => app.container.restore(SearchIndex)
  })

  test('the search says so, and the shop sells on', async ({ client, assert }) => {
    const category = await createCategory({ names: { en: 'Lamps', ru: 'Лампы' } })
    const product = await createProduct(await createSeller(), { categoryId: category.id })
    imitation.failWith = 503

    const api = await client.get('/api/v1/search/products').qs({ q: 'lamp' })
    api.assertStatus(503)
    api.assertHeader('retry-after', '5')
    api.assertBodyContains({ error_code: 'SEARCH_UNAVAILABLE' })
    const page = await client.get('/search').qs({ q: 'lamp' })
    page.assertStatus(503)
    page.assertTextIncludes('Search does not answer')
    page.assertTextIncludes(`/categories/${category.slug}`)

    ;(await client.get(`/categories/${category.slug}`)).assertTextIncludes(product.slug)
    ;(await client.get(`/api/v1/products/${product.slug}`)).assertStatus(200)
    const health = await app.container.make(Health)
    const report = await waitFor('health to notice', async () => {
      const latest = await health.report()
      return latest.components.some(({ name, status }) => name === 'search' && status === 'down') ? latest : null
    })
    assert.notEqual(report.status, 'unhealthy')
  })

  test('indexing fails for the job to be tried again, and then catches up', async ({ client, assert }) => {
    const product = await createProduct(await createSeller(), { title: 'Zeppelinlampe' })
    const indexProducts = await app.container.make(IndexProducts)
    imitation.failWith = 500
    await assert.rejects(
      () => indexProducts.handle({ productIds: [product.id] }),
      'Search does not answer at the moment; categories work as usual'
    )
    imitation.failWith = null
    await indexProducts.handle({ productIds: [product.id] })
    const found = await client.get('/api/v1/search/products').qs({ q: 'zepelinlampe' })
    assert.deepEqual(
      found.body().data.map(({ id }: { id: string }) => id),
      [product.id]
    )
  })
})
