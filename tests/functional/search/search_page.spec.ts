import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import { newId } from '#core/ids'
import { IndexProducts } from '#search/actions/index_products'
import { createCategory, createProduct, createSeller } from '#tests/support/catalog'

test.group('The search page', () => {
  test('shows what was found with marks, facets and a way to narrow and page', async ({ client, assert }) => {
    const [category, seller, word] = [await createCategory(), await createSeller(), `lamp${newId().slice(-8)}`]
    const ids: string[] = []
    for (let at = 0; at < 37; at++) {
      ids.push(
        (await createProduct(seller, { title: `${word} <i>x</i>`, brand: 'Quill & Co', categoryId: category.id, priceMinor: 100_00 })).id
      )
    }
    const other = await createProduct(seller, { title: word, brand: 'Other', priceMinor: 900_00 })
    await (await app.container.make(IndexProducts)).handle({ productIds: [...ids, other.id] })

    const page = (await client.get('/search').qs({ q: word })).text()
    assert.include(page, '38 products')
    assert.include(page, `<mark>${word}</mark> &lt;i&gt;x&lt;/i&gt;`)
    assert.include(page, 'value="Quill &amp; Co"')
    assert.include(page, `category=${category.slug}`)
    assert.match(page, /rel="next" href="\/search\?q=[^"]+page=2"/)

    const narrowed = (await client.get('/search').qs({ q: word, brand: 'Other', price_min: '500', price_max: '' })).text()
    assert.include(narrowed, other.slug)
    assert.include(narrowed, '1 product')
    assert.match(narrowed, /value="Other" checked/)
  })

  test('says what it searched for instead of a misspelt word, and that there is nothing', async ({ client }) => {
    const product = await createProduct(await createSeller(), { title: 'Кофеварка гейзерная' })
    await (await app.container.make(IndexProducts)).handle({ productIds: [product.id] })
    ;(await client.get('/search').qs({ q: 'кофиварка' }).header('accept-language', 'ru')).assertTextIncludes('по запросу «кофеварка»')
    ;(await client.get('/search').qs({ q: 'zzzzzzzzzz' })).assertTextIncludes('Nothing found')
    ;(await client.get('/search').qs({ q: '<script>' })).assertTextIncludes('&lt;script&gt;')
    ;(await client.get('/search').qs({ page: 'x' })).assertStatus(422)
  })
})
