import { test } from '@japa/runner'
import { newId } from '#core/ids'
import type { SearchDocument, SearchIndex, SearchQuery } from '#search/search_index'

export const searchDocument = (title: string, rest: Partial<SearchDocument> = {}): SearchDocument => ({
  id: newId(),
  sellerId: newId(),
  categoryId: newId(),
  title,
  brand: 'Nordvik',
  description: '',
  terms: [],
  priceMinor: 100_00,
  inStock: true,
  publishedAt: new Date('2026-01-01T00:00:00Z'),
  ...rest,
})

const query = (text: string, rest: Partial<SearchQuery> = {}): SearchQuery => ({ text, sort: 'relevance', limit: 20, offset: 0, ...rest })

async function* batches(...lists: SearchDocument[][]) {
  yield* lists
}

type Subject = { index: () => SearchIndex; setup: () => Promise<void>; teardown?: () => Promise<void> }

/** What every driver promises. Each test starts with an empty index. */
export function searchIndexContract(name: string, { index, setup, teardown }: Subject) {
  const titles = async (text: string, rest: Partial<SearchQuery> = {}) => {
    const { hits } = await index().search(query(text, rest))
    return hits.map(({ title }) => title.map((part) => part.text).join(''))
  }

  test.group(`Search index on ${name}: words`, (group) => {
    group.each.setup(setup)
    if (teardown) group.teardown(teardown)

    test('finds {title} by "{text}"')
      .with([
        { title: 'Кроссовки беговые Nordvik', text: 'кроссовки' },
        { title: 'Кроссовки беговые Nordvik', text: 'КРОССОВКИ' },
        { title: 'Кроссовки беговые Nordvik', text: 'кросовки' },
        { title: 'Кроссовки беговые Nordvik', text: 'кpоccовки' },
        { title: 'Кофеварка капельная', text: 'кофиварка' },
        { title: 'Рюкзак чёрный', text: 'черный рюкзак' },
        { title: 'Рюкзак чёрный', text: 'чорный' },
        { title: 'Wireless headphones', text: 'headfones' },
        { title: 'Wireless headphones', text: 'Headphones wireless' },
        { title: 'Лампа настольная Skogen', text: 'skogen лампа' },
      ])
      .run(async ({ assert }, { title, text }) => {
        await index().upsert([
          searchDocument(title),
          searchDocument('Чайник электрический', { brand: 'Теплов' }),
          searchDocument('Novel', { brand: 'Inkwell' }),
        ])
        assert.deepEqual(await titles(text), [title])
      })

    test('finds by brand, article, attribute and description', async ({ assert }) => {
      const found = searchDocument('Bottle', {
        brand: 'Таёжник',
        terms: ['aluminium', 'SKU-00000042'],
        description: 'Keeps warm for a whole day',
      })
      await index().upsert([found, searchDocument('Chair', { brand: 'Skogen' })])
      for (const text of ['Таёжник', 'таежник', 'aluminium', 'SKU-00000042', 'whole day']) {
        assert.deepEqual(await titles(text), ['Bottle'], text)
      }
    })

    test('finds nothing for what the shop does not have, and everything for no words', async ({ assert }) => {
      await index().upsert([searchDocument('Лампа'), searchDocument('Чайник')])
      assert.deepEqual(await titles('экскаватор'), [])
      assert.sameMembers(await titles(''), ['Лампа', 'Чайник'])
      assert.sameMembers(await titles(' ?!"& | : * '), ['Лампа', 'Чайник'])
    })

    test('marks the words that matched, and never lets markup of a title through as markup', async ({ assert }) => {
      await index().upsert([searchDocument('Чайник <b>электрический</b>')])
      const [{ title }] = (await index().search(query('чайник'))).hits
      assert.deepEqual(title, [
        { text: 'Чайник', isMatch: true },
        { text: ' <b>электрический</b>', isMatch: false },
      ])
    })

    test('shows what is in stock before what is not', async ({ assert }) => {
      await index().upsert([
        searchDocument('Лампа А', { inStock: false }),
        searchDocument('Лампа Б'),
        searchDocument('Лампа В', { inStock: false }),
      ])
      assert.equal((await titles('лампа'))[0], 'Лампа Б')
      assert.deepEqual(await titles('лампа', { inStock: true }), ['Лампа Б'])
    })
  })

  test.group(`Search index on ${name}: filters, facets, order`, (group) => {
    group.each.setup(setup)
    if (teardown) group.teardown(teardown)

    test('filters by category, brand, seller and price, together', async ({ assert }) => {
      const [category, seller] = [newId(), newId()]
      const wanted = { categoryId: category, sellerId: seller, brand: 'Quill "&" Co', priceMinor: 500 }
      const found = searchDocument('Лампа', wanted)
      await index().upsert([
        found,
        searchDocument('Лампа', { ...wanted, categoryId: newId() }),
        searchDocument('Лампа', { ...wanted, sellerId: newId() }),
        searchDocument('Лампа', { ...wanted, brand: 'Quill' }),
        searchDocument('Лампа', { ...wanted, priceMinor: 501 }),
        searchDocument('Лампа', { ...wanted, priceMinor: 499 }),
        searchDocument('Чайник', wanted),
      ])
      const filters = { categoryIds: [category, newId()], brands: ['Quill "&" Co'], sellerId: seller, priceMin: 500, priceMax: 500 }
      const { hits, total } = await index().search(query('лампа', filters))
      assert.deepEqual(
        hits.map(({ id }) => id),
        [found.id]
      )
      assert.equal(total, 1)
      assert.lengthOf((await index().search(query('лампа'))).hits, 6)
    })

    test('counts facets over what was found, the commonest first', async ({ assert }) => {
      const [one, two] = [newId(), newId()]
      const lamp = (brand: string, categoryId: string, priceMinor: number) => searchDocument('Лампа', { brand, categoryId, priceMinor })
      await index().upsert([
        lamp('Skogen', one, 100),
        lamp('Skogen', two, 300),
        lamp('Hemma', two, 200),
        searchDocument('Чайник', { brand: 'Теплов', priceMinor: 9 }),
      ])
      const { facets, total } = await index().search(query('лампа'))
      assert.equal(total, 3)
      assert.deepEqual(facets.brand, [
        { value: 'Skogen', count: 2 },
        { value: 'Hemma', count: 1 },
      ])
      assert.deepEqual(facets.category, [
        { value: two, count: 2 },
        { value: one, count: 1 },
      ])
      assert.deepEqual(facets.price, { min: 100, max: 300 })
      assert.deepEqual((await index().search(query('экскаватор'))).facets, { brand: [], category: [], price: null })
    })

    test('sorts by price both ways and by age, and pages', async ({ assert }) => {
      const at = (day: number) => new Date(Date.UTC(2026, 0, day))
      await index().upsert([3, 1, 2].map((n) => searchDocument(`Лампа ${n}`, { priceMinor: n * 100, publishedAt: at(10 - n) })))
      assert.deepEqual(await titles('лампа', { sort: 'price' }), ['Лампа 1', 'Лампа 2', 'Лампа 3'])
      assert.deepEqual(await titles('лампа', { sort: '-price' }), ['Лампа 3', 'Лампа 2', 'Лампа 1'])
      assert.deepEqual(await titles('лампа', { sort: 'newest' }), ['Лампа 1', 'Лампа 2', 'Лампа 3'])
      assert.deepEqual(await titles('лампа', { sort: 'price', limit: 1, offset: 1 }), ['Лампа 2'])
    })
  })

  test.group(`Search index on ${name}: upkeep`, (group) => {
    group.each.setup(setup)
    if (teardown) group.teardown(teardown)

    const contents = async () => {
      const all = new Map<string, string>()
      for await (const list of index().stamps()) for (const { id, stamp } of list) all.set(id, stamp)
      return all
    }

    test('replaces and removes documents, and repeating is harmless', async ({ assert }) => {
      const document = searchDocument('Лампа')
      await index().upsert([document])
      const before = (await contents()).get(document.id)
      await index().upsert([{ ...document, title: 'Торшер' }])
      await index().upsert([{ ...document, title: 'Торшер' }])
      assert.deepEqual(await titles('лампа'), [])
      assert.deepEqual(await titles('торшер'), ['Торшер'])
      assert.notEqual((await contents()).get(document.id), before)
      await index().remove([document.id])
      await index().remove([document.id, newId()])
      assert.deepEqual([...(await contents())], [])
    })

    test('a rebuild keeps what it brings and forgets the rest, and is found all the time', async ({ assert }) => {
      const [kept, gone, fresh] = [searchDocument('Лампа старая'), searchDocument('Лампа лишняя'), searchDocument('Лампа новая')]
      await index().upsert([kept, gone])
      const seen: number[] = []
      const watched = async function* () {
        yield [kept]
        seen.push((await titles('лампа')).length)
        yield [fresh]
      }
      assert.equal(await index().rebuild(watched()), 2)
      assert.isAtLeast(seen[0], 1)
      assert.sameMembers(await titles('лампа'), ['Лампа старая', 'Лампа новая'])
      assert.sameMembers([...(await contents()).keys()], [kept.id, fresh.id])
    })

    test('an empty rebuild empties it, and it goes on working', async ({ assert }) => {
      await index().upsert([searchDocument('Лампа')])
      assert.equal(await index().rebuild(batches()), 0)
      assert.deepEqual(await titles(''), [])
      await index().upsert([searchDocument('Чайник')])
      assert.deepEqual(await titles('чайник'), ['Чайник'])
    })

    test('answers a ping', async () => {
      await index().ping()
    })
  })
}
