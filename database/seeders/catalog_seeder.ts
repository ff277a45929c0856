import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { CATALOG_TREE } from '#database/seeders/catalog/tree'
import { Random } from '#database/seeders/catalog/random'
import { ProductGenerator } from '#database/seeders/catalog/product_generator'
import { seedCategories } from '#database/seeders/catalog/category_rows'
import { insertProducts, type ProductRow } from '#database/seeders/catalog/product_rows'
import type { Leaf } from '#database/seeders/catalog/types'

export type SellerSeed = { tenantId: string; name: string; slug: string }

export type CatalogSeed = {
  sellers: SellerSeed[]
  /** How many products the sellers shall have together. */
  products?: number
  /** Multiplies `products`: 50 makes the 100,000 of the benchmarks. */
  scale?: number
  seed?: number
}

export type SeededSeller = SellerSeed & { sellerId: string; warehouseId: string }
export type SeededCatalog = { sellers: SeededSeller[]; categories: number; products: number }

const BATCH = 1_000
/** Drawings of each kind of good, under public/images/catalog. */
const PICTURES = 4

/** Fills a shop. Running it again adds only what is missing to the wanted number. */
export async function seedCatalog({ sellers, products = 2_000, scale = 1, seed = 2026 }: CatalogSeed): Promise<SeededCatalog> {
  const owners = await seedSellers(sellers)
  const categoryIds = await seedCategories(CATALOG_TREE)
  const have = await countProducts(owners)
  const wanted = products * scale
  const leaves = CATALOG_TREE.flatMap(({ branches }) => branches.flatMap((branch) => branch.leaves))
  const random = new Random(seed + have)
  const first = await nextSerial()
  const generator = new ProductGenerator(random, first)

  for (let at = have; at < wanted; at += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, wanted - at) }, (_, offset): ProductRow => {
      const leaf: Leaf = random.pick(leaves)
      const owner = owners[(at + offset) % owners.length]
      return {
        ...generator.generate(leaf, at + offset - have),
        owner,
        categoryId: categoryIds.get(leaf.slug)!,
        imageKey: `catalog/${leaf.slug}-${random.between(1, PICTURES)}`,
      }
    })
    await insertProducts(rows, { random, serial: first + at - have })
  }
  await sqlRun(db, 'analyze sellers, products, variants, offers, stock_levels, categories')
  return { sellers: owners, categories: categoryIds.size, products: Math.max(have, wanted) }
}

async function seedSellers(sellers: SellerSeed[]): Promise<SeededSeller[]> {
  return Promise.all(
    sellers.map(async (seller) => {
      const [{ id: sellerId }] = await sqlRows<{ id: string }>(
        db,
        `insert into sellers (tenant_id, name, slug, status) values (?, ?, ?, 'active')
         on conflict (tenant_id) do update set name = excluded.name returning id`,
        [seller.tenantId, seller.name, seller.slug]
      )
      const [{ id: warehouseId }] = await sqlRows<{ id: string }>(
        db,
        `insert into warehouses (tenant_id, seller_id, name) values (?, ?, 'Main')
         on conflict (seller_id, name) do update set name = excluded.name returning id`,
        [seller.tenantId, sellerId]
      )
      return { ...seller, sellerId, warehouseId }
    })
  )
}

async function countProducts(owners: SeededSeller[]) {
  const [{ count }] = await sqlRows<{ count: number }>(db, 'select count(*) from products where seller_id = any(?::uuid[])', [
    owners.map(({ sellerId }) => sellerId),
  ])
  return count
}

/** Slugs, SKUs and barcodes are numbered over the whole shop: those of other sellers' goods are taken. */
async function nextSerial() {
  const [{ count }] = await sqlRows<{ count: number }>(db, 'select count(*) from products')
  return count
}
