import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { ean13 } from '#catalog/barcode'
import { CategoryTree } from '#catalog/category_tree'
import { sqlRows } from '#core/database/sql'

export type TestSeller = { id: string; tenantId: string; warehouseId: string; slug: string }
export type TestProduct = { id: string; slug: string; categoryId: string; variantId: string; offerId: string; priceMinor: number }

type ProductInput = {
  title?: string
  description?: string
  brand?: string
  language?: 'ru' | 'en'
  status?: 'draft' | 'in_review' | 'published' | 'hidden'
  attributes?: Record<string, string>
  categoryId?: string
  priceMinor?: number
  stock?: number
  publishedAt?: Date
}

/** An active seller with a warehouse; of a given tenant, or of one made for it. */
export async function createSeller({ tenantId, status = 'active' }: { tenantId?: string; status?: string } = {}): Promise<TestSeller> {
  const seller = { id: newId(), tenantId: tenantId ?? newId(), warehouseId: newId(), slug: `seller-${unique()}` }
  if (!tenantId) await db.table('tenants').insert({ id: seller.tenantId, name: seller.slug, slug: seller.slug })
  await db.table('sellers').insert({ id: seller.id, tenant_id: seller.tenantId, name: seller.slug, slug: seller.slug, status })
  await db.table('warehouses').insert({ id: seller.warehouseId, tenant_id: seller.tenantId, seller_id: seller.id, name: 'Main' })
  return seller
}

export async function createCategory({ parentId = null, names }: { parentId?: string | null; names?: Record<string, string> } = {}) {
  const id = newId()
  const slug = `category-${unique()}`
  await sqlRows(
    db,
    `insert into categories (id, parent_id, path, slug, names)
     select ?, ?, coalesce((select path from categories where id = ?), ''::ltree) || ?::ltree, ?, ?::jsonb`,
    [id, parentId, parentId, id.replaceAll('-', ''), slug, JSON.stringify(names ?? { en: slug, ru: slug })]
  )
  await (await app.container.make(CategoryTree)).changed()
  return { id, slug }
}

/** A published product with one variant, one offer and stock, unless told otherwise. */
export async function createProduct(seller: TestSeller, input: ProductInput = {}): Promise<TestProduct> {
  const { status = 'published', priceMinor = 199_000, stock = 10, language = 'en', ...rest } = input
  const product = {
    id: newId(),
    slug: `product-${unique()}`,
    categoryId: rest.categoryId ?? (await createCategory()).id,
    variantId: newId(),
    offerId: newId(),
    priceMinor,
  }
  await db.table('products').insert({
    id: product.id,
    tenant_id: seller.tenantId,
    seller_id: seller.id,
    category_id: product.categoryId,
    slug: product.slug,
    title: rest.title ?? product.slug,
    description: rest.description ?? '',
    brand: rest.brand ?? 'Brand',
    attributes: JSON.stringify(rest.attributes ?? {}),
    language,
    status,
    min_price_minor: priceMinor,
    currency: 'RUB',
    published_at: status === 'published' ? (rest.publishedAt ?? new Date()) : null,
  })
  await createOffer(seller, product, stock)
  return product
}

async function createOffer(seller: TestSeller, product: TestProduct, stock: number) {
  const owner = { tenant_id: seller.tenantId }
  const barcode = ean13(String(Math.floor(Math.random() * 1e12)).padStart(12, '0'))
  await db.table('variants').insert({ ...owner, id: product.variantId, product_id: product.id, barcode })
  await db.table('offers').insert({
    ...owner,
    id: product.offerId,
    seller_id: seller.id,
    product_id: product.id,
    variant_id: product.variantId,
    sku: `SKU-${unique()}`,
    price_minor: product.priceMinor,
    currency: 'RUB',
  })
  await db.table('stock_levels').insert({ ...owner, offer_id: product.offerId, warehouse_id: seller.warehouseId, on_hand: stock })
}

const unique = () => crypto.randomUUID().slice(0, 13)
