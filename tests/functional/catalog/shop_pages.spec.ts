import { test } from '@japa/runner'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

test.group('Shop pages', () => {
  test('home shows categories and what is new', async ({ client }) => {
    const category = await createCategory({ names: { en: 'Lamps & more', ru: 'Лампы' } })
    const product = await createProduct(await createSeller(), { categoryId: category.id, title: 'Fresh <b>lamp</b>' })
    const page = await client.get('/')
    page.assertStatus(200)
    page.assertTextIncludes('Lamps &amp; more')
    page.assertTextIncludes(`/products/${product.slug}`)
    page.assertTextIncludes('Fresh &lt;b&gt;lamp&lt;/b&gt;')
    ;(await client.get('/').header('accept-language', 'ru')).assertTextIncludes('Лампы')
  })

  test('a category filters by price in roubles and leads to the next page', async ({ client, assert }) => {
    const [category, seller] = [await createCategory(), await createSeller()]
    const cheap = await createProduct(seller, { categoryId: category.id, priceMinor: 99_00 })
    const dear = await createProduct(seller, { categoryId: category.id, priceMinor: 101_00 })
    const page = (await client.get(`/categories/${category.slug}`).qs({ price_min: '', price_max: '100' })).text()
    assert.include(page, cheap.slug)
    assert.notInclude(page, dear.slug)

    for (let at = 0; at < 36; at++) await createProduct(seller, { categoryId: category.id, publishedAt: minutesAgo(-at) })
    const first = (await client.get(`/categories/${category.slug}`)).text()
    assert.notInclude(first, cheap.slug)
    const [, next] = /rel="next" href="([^"]+)"/.exec(first)!
    assert.include((await client.get(next.replaceAll('&amp;', '&'))).text(), cheap.slug)
  })

  test('nonsense in the address is refused, what is not there is 404', async ({ client }) => {
    const category = await createCategory()
    ;(await client.get(`/categories/${category.slug}`).qs({ price_max: 'x' })).assertStatus(422)
    ;(await client.get(`/categories/${category.slug}`).qs({ cursor: 'x' })).assertStatus(422)
    ;(await client.get('/categories/none')).assertStatus(404)
    ;(await client.get('/products/none')).assertStatus(404)
  })

  test('a product page sells what is in stock and says what is not', async ({ client, assert }) => {
    const seller = await createSeller()
    const [full, empty] = [await createProduct(seller, { stock: 3 }), await createProduct(seller, { stock: 0 })]
    const page = await client.get(`/products/${full.slug}`)
    page.assertTextIncludes(`name="offer_id" value="${full.offerId}"`)
    page.assertTextIncludes('action="/cart/items"')
    page.assertTextIncludes('3 in stock')
    const soldOut = (await client.get(`/products/${empty.slug}`)).text()
    assert.notInclude(soldOut, 'name="offer_id"')
    assert.include(soldOut, 'Sold out')
  })

  test("the demo's pictures are served as files with a type and a lifetime", async ({ client }) => {
    const picture = await client.get('/images/catalog/sneakers-1.svg')
    picture.assertStatus(200)
    picture.assertHeader('content-type', 'image/svg+xml')
  })
})
