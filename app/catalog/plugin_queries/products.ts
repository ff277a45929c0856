import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ONE_BY_ID, UUID, definePluginQuery } from '#runtime/host_calls/queries/define_plugin_query'

type ProductRow = { id: string }

const COLUMNS = `product.id, product.slug, product.title, product.brand, product.language, product.status, product.category_id,
  product.attributes, product.published_at, product.updated_at,
  case when product.min_price_minor is null then null
       else jsonb_build_object('amount', product.min_price_minor, 'currency', product.currency) end as min_price`

definePluginQuery<{ status?: string }, ProductRow>({
  name: 'products.list',
  capability: 'data.products',
  description: 'Products of the tenant, by id',
  params: { status: { enum: ['draft', 'in_review', 'published', 'hidden'] } },
  limit: 100,
  cursor: { of: ({ id }) => id, pattern: UUID },
  run: ({ tenantId, params: { status = null }, after, limit }) =>
    sqlRows(
      db,
      `select ${COLUMNS} from products product
        where product.tenant_id = ? and (?::text is null or product.status = ?) and (?::uuid is null or product.id > ?::uuid)
        order by product.id limit ?`,
      [tenantId, status, status, after, after, limit]
    ),
})

definePluginQuery<{ id: string }, ProductRow>({
  name: 'products.get',
  capability: 'data.products',
  description: 'One product with its description and offers',
  ...ONE_BY_ID,
  run: ({ tenantId, params: { id } }) =>
    sqlRows(
      db,
      `select ${COLUMNS}, product.description, (
          select coalesce(jsonb_agg(jsonb_build_object('id', offer.id, 'variant_id', offer.variant_id, 'sku', offer.sku, 'status', offer.status,
                   'options', variant.options, 'barcode', variant.barcode,
                   'price', jsonb_build_object('amount', offer.price_minor, 'currency', offer.currency)) order by variant.position, offer.id), '[]')
            from offers offer join variants variant on variant.id = offer.variant_id
           where offer.product_id = product.id and offer.tenant_id = product.tenant_id) as offers
         from products product where product.tenant_id = ? and product.id = ?::uuid`,
      [tenantId, id]
    ),
})
