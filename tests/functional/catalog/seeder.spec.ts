import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { seedCatalog } from '#database/seeders/catalog_seeder'
import { createTenant } from '#tests/support/users'

const sellersOf = async (count: number) => {
  const tenants = await Promise.all(Array.from({ length: count }, () => createTenant()))
  return tenants.map(({ id, name, slug }) => ({ tenantId: id, name, slug }))
}

test.group('The demo catalogue', () => {
  test('is plausible: distinct titles in two languages, at the ends of a three-level tree, priced, stocked and pictured', async ({
    assert,
  }) => {
    const sellers = await sellersOf(2)
    const seeded = await seedCatalog({ sellers, products: 120 })
    const rows = await db
      .from('products as p')
      .join('categories as c', 'c.id', 'p.category_id')
      .whereIn(
        'p.tenant_id',
        sellers.map(({ tenantId }) => tenantId)
      )
      .select('p.title', 'p.language', 'p.min_price_minor', 'p.image_key', 'p.tenant_id', db.raw('nlevel(c.path) as level'))

    assert.equal(seeded.products, 120)
    assert.lengthOf(rows, 120)
    assert.lengthOf(new Set(rows.map(({ title }) => title)), 120)
    assert.sameMembers([...new Set(rows.map(({ language }) => language))], ['ru', 'en'])
    assert.lengthOf(new Set(rows.map(({ tenant_id }) => tenant_id)), 2)
    for (const { level, min_price_minor: price, image_key: image } of rows) {
      assert.equal(level, 3)
      assert.isAbove(price, 0)
      assert.match(image, /^catalog\/[a-z-]+-[1-4]$/)
    }
  })

  test('every picture it names is there', async ({ client }) => {
    const keys = await db.from('products').whereLike('image_key', 'catalog/%').distinct('image_key').limit(40)
    for (const { image_key: key } of keys) {
      const picture = await client.get(`/images/${key}.svg`)
      picture.assertStatus(200)
    }
  })

  test('seeding again adds only what is missing', async ({ assert }) => {
    const sellers = await sellersOf(1)
    const count = async () => (await db.from('products').where('tenant_id', sellers[0].tenantId)).length
    await seedCatalog({ sellers, products: 10 })
    await seedCatalog({ sellers, products: 10 })
    assert.equal(await count(), 10)
    await seedCatalog({ sellers, products: 10, scale: 2 })
    assert.equal(await count(), 20)
  })
})
