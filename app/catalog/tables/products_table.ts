import { containing } from '#core/database/like'
import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import { PRODUCT_STATUSES } from '#catalog/models/product'
import type { OwnProductRow } from '#catalog/queries/own_products'

/** A seller's goods. */
export const productsTable = defineTable<OwnProductRow>({
  name: 'catalog.products',
  caption: 'catalog.products',
  columns: [
    { key: 'title', label: 'catalog.title', href: (row) => `/seller/products/${row.id}`, note: (row) => row.brand || null },
    { key: 'status', label: 'catalog.status', format: 'status', labels: 'catalog.status_' },
    {
      key: 'price',
      label: 'catalog.price',
      format: 'money',
      value: (row) => row.min_price_minor && { amount: row.min_price_minor, currency: row.currency },
    },
    { key: 'available', label: 'catalog.available', format: 'number' },
    { key: 'updated_at', label: 'catalog.updated', format: 'ago', sort: 'p.updated_at', isMinor: true },
  ],
  search: (query, text) => void query.whereRaw('p.title ilike ?', [containing(text)]),
  filters: [
    {
      key: 'status',
      label: 'catalog.status',
      kind: 'choice',
      column: 'p.status',
      options: choices(PRODUCT_STATUSES, 'catalog.status_'),
    },
    { key: 'updated', label: 'catalog.updated', kind: 'dates', column: 'p.updated_at' },
  ],
  views: [
    { key: 'published', label: 'catalog.view_published', query: { status: 'published' } },
    { key: 'drafts', label: 'catalog.view_drafts', query: { status: 'draft' } },
    { key: 'hidden', label: 'catalog.view_hidden', query: { status: 'hidden' } },
  ],
  defaultSort: '-updated_at',
  tieBreaker: 'p.id',
  empty: { title: 'catalog.no_products', text: 'catalog.no_products_text', icon: 'package' },
})
