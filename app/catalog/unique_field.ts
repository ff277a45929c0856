import { InvalidProduct } from '#catalog/exceptions/product'

type PostgresError = { code?: string; constraint?: string }

const FIELDS: Record<string, { field: string; message: string; rule: string }> = {
  offers_seller_id_sku_key: { field: 'sku', message: 'The shop has another product with this SKU', rule: 'unique' },
  variants_tenant_id_barcode_key: { field: 'barcode', message: 'The shop has another product with this barcode', rule: 'unique' },
  products_category_id_fkey: { field: 'category_id', message: 'There is no such category', rule: 'exists' },
}

/** Constraints are checked by the database, where two people cannot pass at once; this names the field that was refused. */
export async function namingTheField<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const known = FIELDS[(error as PostgresError)?.constraint ?? '']
    throw known ? new InvalidProduct([known]) : error
  }
}
