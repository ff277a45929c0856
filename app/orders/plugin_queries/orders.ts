import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'
import { ONE_BY_ID, definePluginQuery } from '#runtime/host_calls/queries/define_plugin_query'
import { ORDER_STATES } from '#orders/states'

type OrderRow = { number: number }

/** Nothing of the buyer: neither id nor contact nor address. */
const COLUMNS = `id, number, state, created_at, state_changed_at,
  jsonb_build_object('amount', subtotal_minor, 'currency', currency) as subtotal,
  jsonb_build_object('amount', discount_minor, 'currency', currency) as discount,
  jsonb_build_object('amount', total_minor, 'currency', currency) as total`

definePluginQuery<{ state?: string }, OrderRow>({
  name: 'orders.recent',
  capability: 'data.orders',
  description: 'Orders of the tenant, newest first; nothing of the buyer',
  params: { state: { enum: [...ORDER_STATES] } },
  limit: 100,
  cursor: { of: ({ number }) => String(number), pattern: /^[0-9]{1,15}$/ },
  run: ({ tenantId, params: { state = null }, after, limit }) =>
    sqlRows(
      db,
      `select ${COLUMNS} from orders
        where tenant_id = ? and (?::text is null or state = ?) and (?::bigint is null or number < ?::bigint)
        order by number desc limit ?`,
      [tenantId, state, state, after, after, limit]
    ),
})

definePluginQuery<{ id: string }, OrderRow>({
  name: 'orders.get',
  capability: 'data.orders',
  description: 'One order with its lines; nothing of the buyer',
  ...ONE_BY_ID,
  run: ({ tenantId, params: { id } }) =>
    sqlRows(
      db,
      `select ${COLUMNS}, (
          select coalesce(jsonb_agg(jsonb_build_object('product_id', line.product_id, 'offer_id', line.offer_id, 'sku', line.sku,
                   'title', line.title, 'quantity', line.quantity,
                   'unit_price', jsonb_build_object('amount', line.unit_price_minor, 'currency', orders.currency),
                   'total', jsonb_build_object('amount', line.total_minor, 'currency', orders.currency)) order by line.position), '[]')
            from order_lines line where line.order_id = orders.id) as lines
         from orders where tenant_id = ? and id = ?::uuid`,
      [tenantId, id]
    ),
})
