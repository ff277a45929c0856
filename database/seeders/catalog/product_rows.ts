import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { ean13 } from '#catalog/barcode'
import { sqlRun } from '#core/database/sql'
import type { Random } from '#database/seeders/catalog/random'
import type { SeededSeller } from '#database/seeders/catalog_seeder'
import type { GeneratedProduct } from '#database/seeders/catalog/product_generator'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ProductRow = GeneratedProduct & { owner: SeededSeller; categoryId: string; imageKey: string }
type Source = { random: Random; serial: number }

const DAY_MS = 86_400_000
const HISTORY_DAYS = 180
/** GS1 prefix 20 is free for use inside a shop. */
const IN_STORE_PREFIX = '20'

/** Writes one batch: a statement per table, whatever its size. */
export async function insertProducts(rows: ProductRow[], source: Source) {
  const cards = rows.map((row, at) => toCard(row, { ...source, serial: source.serial + at }))
  const offers = cards.flatMap((card, at) =>
    rows[at].options.map((options, position) => toOffer({ card, row: rows[at], options, position, random: source.random }))
  )
  await db.transaction(async (trx) => {
    await insert(trx, CARDS, cards)
    await insert(trx, VARIANTS, offers)
    await insert(trx, OFFERS, offers)
    await insert(trx, STOCK, offers)
  })
}

function toCard(row: ProductRow, { random, serial }: Source) {
  const at = new Date(Date.now() - random.between(60, HISTORY_DAYS * 1_440) * 60_000 - (serial % 60_000))
  const status = random.next() < 0.97 ? 'published' : random.pick(['draft', 'hidden', 'in_review'])
  return {
    id: newId(at.getTime()),
    serial,
    tenant_id: row.owner.tenantId,
    seller_id: row.owner.sellerId,
    category_id: row.categoryId,
    slug: row.slug,
    title: row.title,
    description: row.description,
    brand: row.brand,
    language: row.language,
    status,
    attributes: row.attributes,
    image_key: row.imageKey,
    min_price_minor: row.priceMinor,
    currency: 'RUB',
    published_at: status === 'draft' || status === 'in_review' ? null : at.toISOString(),
    created_at: new Date(at.getTime() - DAY_MS).toISOString(),
  }
}

type OfferSource = { card: ReturnType<typeof toCard>; row: ProductRow; options: Record<string, string>; position: number; random: Random }

function toOffer({ card, row, options, position, random }: OfferSource) {
  const number = `${card.serial}`.padStart(8, '0')
  return {
    id: newId(),
    variant_id: newId(),
    product_id: card.id,
    tenant_id: card.tenant_id,
    seller_id: card.seller_id,
    warehouse_id: row.owner.warehouseId,
    barcode: ean13(`${IN_STORE_PREFIX}${number}${`${position}`.padStart(2, '0')}`),
    options,
    position,
    sku: `${row.owner.slug.slice(0, 3).toUpperCase()}-${number}${options.size ? `-${options.size}` : ''}`,
    price_minor: row.priceMinor,
    currency: 'RUB',
    on_hand: random.next() < 0.04 ? 0 : random.between(1, 250),
  }
}

const insert = (trx: TransactionClientContract, statement: string, rows: object[]) => sqlRun(trx, statement, [JSON.stringify(rows)])

const CARDS = `
  insert into products (id, tenant_id, seller_id, category_id, slug, title, description, brand, language, status, attributes, image_key,
                        min_price_minor, currency, published_at, created_at, updated_at)
  select id, tenant_id, seller_id, category_id, slug, title, description, brand, language, status, attributes, image_key,
         min_price_minor, currency, published_at, created_at, coalesce(published_at, created_at)
    from jsonb_to_recordset(?::jsonb) as r (id uuid, tenant_id uuid, seller_id uuid, category_id uuid, slug text, title text, description text,
         brand text, language text, status text, attributes jsonb, image_key text, min_price_minor bigint, currency text,
         published_at timestamptz, created_at timestamptz)`

const VARIANTS = `
  insert into variants (id, tenant_id, product_id, barcode, options, position)
  select variant_id, tenant_id, product_id, barcode, options, position
    from jsonb_to_recordset(?::jsonb) as r (variant_id uuid, tenant_id uuid, product_id uuid, barcode text, options jsonb, position int)`

const OFFERS = `
  insert into offers (id, tenant_id, seller_id, product_id, variant_id, sku, price_minor, currency)
  select id, tenant_id, seller_id, product_id, variant_id, sku, price_minor, currency
    from jsonb_to_recordset(?::jsonb) as r (id uuid, tenant_id uuid, seller_id uuid, product_id uuid, variant_id uuid, sku text, price_minor bigint, currency text)`

const STOCK = `
  insert into stock_levels (offer_id, warehouse_id, tenant_id, on_hand)
  select id, warehouse_id, tenant_id, on_hand
    from jsonb_to_recordset(?::jsonb) as r (id uuid, warehouse_id uuid, tenant_id uuid, on_hand int)`
