import { defineTable } from '#core/tables/table'
import { orderColumns, orderFilters } from '#orders/tables/order_columns'
import type { OrderListRow } from '#orders/queries/list_orders'

/** What a seller has to fulfil. */
export const sellerOrdersTable = defineTable<OrderListRow>({
  name: 'orders.seller',
  caption: 'orders.sold',
  columns: orderColumns('seller.orders.show', { key: 'buyer_name', label: 'orders.buyer', isMinor: true }),
  filters: orderFilters,
  search: (query, text) => void query.whereRaw('o.number::text = ?', [text.replace(/\D/g, '')]),
  views: [
    { key: 'new', label: 'orders.view_new', query: { state: 'paid' } },
    { key: 'accepted', label: 'orders.view_accepted', query: { state: 'accepted' } },
    { key: 'packed', label: 'orders.view_packed', query: { state: 'packed' } },
    { key: 'shipped', label: 'orders.view_shipped', query: { state: 'shipped' } },
    { key: 'returns', label: 'orders.view_returns', query: { state: 'return_requested' } },
  ],
  defaultSort: '-number',
  tieBreaker: 'number',
  empty: { title: 'orders.none_sold', text: 'orders.none_sold_text', icon: 'receipt' },
})
