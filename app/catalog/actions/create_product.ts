import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { newId } from '#core/ids'
import { sqlRun } from '#core/database/sql'
import { slugOf } from '#catalog/slug'
import { namingTheField } from '#catalog/unique_field'
import { ClaimQuota } from '#tenancy/quotas/claim_quota'
import { productQuota } from '#catalog/quotas'
import { ownSeller, type OwnSeller } from '#catalog/queries/own_seller'
import Product, { type ProductLanguage } from '#catalog/models/product'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewVariant = {
  sku: string
  priceMinor: number
  onHand: number
  barcode?: string | null
  weightGrams?: number | null
  options?: Record<string, string>
}

export type CreateProductInput = {
  actor: Actor & { tenantId: string }
  title: string
  description?: string | null
  brand?: string | null
  language: ProductLanguage
  categoryId: string
  attributes?: Record<string, string>
  currency: string
  variants: NewVariant[]
}

/** A draft with its variants, their price and stock. A SKU or barcode that is taken is refused by name. */
@inject()
export class CreateProduct {
  constructor(
    private readonly audit: Audit,
    private readonly claim: ClaimQuota
  ) {}

  async handle(input: CreateProductInput): Promise<Product> {
    return namingTheField(
      db.transaction(async (trx) => {
        const seller = await ownSeller(trx, input.actor.tenantId)
        await this.claim.handle(trx, { tenantId: input.actor.tenantId, quota: productQuota })
        const product = await insertCard(trx, input, seller)
        await insertVariants(trx, { product, seller, variants: input.variants })
        await this.audit.record(trx, {
          actor: input.actor,
          action: 'catalog.product_created',
          target: { type: 'product', id: product.id, label: product.title },
          after: { title: product.title, price_minor: product.minPriceMinor, currency: product.currency },
        })
        return product
      })
    )
  }
}

function insertCard(trx: TransactionClientContract, input: CreateProductInput, { sellerId }: OwnSeller) {
  const id = newId()
  return Product.create(
    {
      id,
      tenantId: input.actor.tenantId,
      sellerId,
      categoryId: input.categoryId,
      slug: `${slugOf(input.title)}-${id.slice(-6)}`,
      title: input.title,
      description: input.description ?? '',
      brand: input.brand ?? '',
      language: input.language,
      status: 'draft',
      attributes: input.attributes ?? {},
      imageKey: null,
      minPriceMinor: Math.min(...input.variants.map(({ priceMinor }) => priceMinor)),
      currency: input.currency,
      version: 1,
      publishedAt: null,
    },
    { client: trx }
  )
}

type VariantRows = { product: Product; seller: OwnSeller; variants: NewVariant[] }

async function insertVariants(trx: TransactionClientContract, { product, seller, variants }: VariantRows) {
  const rows = variants.map((variant, position) => ({
    ...{ variant_id: newId(), offer_id: newId(), position, barcode: variant.barcode ?? null, options: variant.options ?? {} },
    ...{ sku: variant.sku, price_minor: variant.priceMinor, on_hand: variant.onHand, weight_grams: variant.weightGrams ?? null },
  }))
  await sqlRun(
    trx,
    `with r as (
       select * from jsonb_to_recordset(?::jsonb) as r (variant_id uuid, offer_id uuid, position int, barcode text, weight_grams int, options jsonb, sku text,
                                                    price_minor bigint, on_hand int)
     ), v as (
       insert into variants (id, tenant_id, product_id, barcode, weight_grams, options, position)
       select variant_id, ?, ?, barcode, weight_grams, options, position from r
     ), o as (
       insert into offers (id, tenant_id, seller_id, product_id, variant_id, sku, price_minor, currency)
       select offer_id, ?, ?, ?, variant_id, sku, price_minor, ? from r
     )
     insert into stock_levels (offer_id, warehouse_id, tenant_id, on_hand) select offer_id, ?, ?, on_hand from r`,
    [
      JSON.stringify(rows),
      ...[product.tenantId, product.id],
      ...[product.tenantId, seller.sellerId, product.id, product.currency],
      ...[seller.warehouseId, product.tenantId],
    ]
  )
}
