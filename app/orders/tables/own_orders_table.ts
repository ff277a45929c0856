import { defineTable } from '#core/tables/table'
import { orderColumns, orderFilters } from '#orders/tables/order_columns'
import type { OrderListRow } from '#orders/queries/list_orders'

/** What a buyer bought. */
export const ownOrdersTable = defineTable<OrderListRow>({
  name: 'orders.own',
  caption: 'orders.bought',
  columns: orderColumns('account.orders.show', { key: 'seller_name', label: 'orders.seller', isMinor: true }),
  filters: orderFilters,
  defaultSort: '-number',
  tieBreaker: 'number',
  empty: { title: 'orders.none_bought', text: 'orders.none_bought_text', icon: 'shopping-bag' },
})
