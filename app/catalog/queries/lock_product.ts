import { NotFound } from '#core/http/exceptions'
import { ProductChanged } from '#catalog/exceptions/product'
import Product from '#catalog/models/product'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type ProductVersion = { productId: string; expectedVersion: number }

/** The tenant's product, locked, as the caller last saw it. Throws 404, or 409 when it was changed since. */
export async function lockProduct(trx: TransactionClientContract, { productId, expectedVersion }: ProductVersion): Promise<Product> {
  const product = await Product.query({ client: trx }).where('id', productId).forUpdate().first()
  if (!product) throw new NotFound()
  if (product.version !== expectedVersion) throw new ProductChanged()
  return product
}
