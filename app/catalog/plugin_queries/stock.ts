import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { UUID, definePluginQuery } from '#runtime/host_calls/queries/define_plugin_query'

type StockRow = { offer_id: string }

/** Offers with the sums of all warehouses; what can still be sold is what is there and not promised. */
const STOCK = `select offer.id as offer_id, offer.product_id, offer.variant_id, offer.sku, product.title, offer.status,
         coalesce(stock.on_hand, 0) as on_hand, coalesce(stock.reserved, 0) as reserved, coalesce(stock.available, 0) as available
    from offers offer
    join products product on product.id = offer.product_id
    left join lateral (
      select sum(on_hand)::bigint as on_hand, sum(reserved)::bigint as reserved, sum(on_hand - reserved)::bigint as available
        from stock_levels level where level.offer_id = offer.id and level.tenant_id = offer.tenant_id) stock on true
   where offer.tenant_id = ?`

definePluginQuery<{ threshold: number }, StockRow>({
  name: 'stock.low',
  capability: 'data.stock',
  description: 'Active offers of which no more than `threshold` can be sold, by id',
  params: { threshold: { type: 'integer', minimum: 0, maximum: 1_000_000 } },
  required: ['threshold'],
  limit: 100,
  cursor: { of: ({ offer_id: id }) => id, pattern: UUID },
  run: ({ tenantId, params: { threshold }, after, limit }) =>
    sqlRows(
      db,
      `${STOCK} and offer.status = 'active' and coalesce(stock.available, 0) <= ? and (?::uuid is null or offer.id > ?::uuid)
       order by offer.id limit ?`,
      [tenantId, threshold, after, after, limit]
    ),
})

definePluginQuery<{ sku: string }, StockRow>({
  name: 'stock.by_sku',
  capability: 'data.stock',
  description: 'The stock of the offer with this SKU',
  params: { sku: { type: 'string', minLength: 1, maxLength: 80 } },
  required: ['sku'],
  limit: 10,
  run: ({ tenantId, params: { sku }, limit }) =>
    sqlRows(db, `${STOCK} and offer.sku = ? order by offer.id limit ?`, [tenantId, sku, limit]),
})
