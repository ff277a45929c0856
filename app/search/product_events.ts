/** Events about a product whose document they change; the aggregate is the product. */
export const PRODUCT_EVENTS = [
  'catalog.product_published.v1',
  'catalog.product_updated.v1',
  'catalog.product_hidden.v1',
  'catalog.offer_priced.v1',
  'catalog.stock_changed.v1',
]
