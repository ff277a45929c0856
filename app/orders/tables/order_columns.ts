import { choices } from '#core/tables/choices'
import router from '@adonisjs/core/services/router'
import { ORDER_STATES } from '#orders/states'
import { stateTone } from '#orders/tables/state_tone'
import type { Column, Filter } from '#core/tables/table_definition'
import type { OrderListRow } from '#orders/queries/list_orders'

type AnyUrlFor = (name: string, params: object) => string

/** The columns of every list of orders; who stands on the other side differs. */
export const orderColumns = (showRoute: string, other: Column<OrderListRow>): Column<OrderListRow>[] => [
  {
    key: 'number',
    label: 'orders.number',
    sort: 'number',
    value: (row) => `№ ${row.number}`,
    href: (row) => (router.urlBuilder.urlFor as AnyUrlFor)(showRoute, { id: row.id }),
  },
  { key: 'title', label: 'orders.goods', note: (row) => (row.lines > 1 ? `+ ${row.lines - 1}` : null) },
  other,
  {
    key: 'total',
    label: 'orders.total',
    format: 'money',

    value: (row) => ({ amount: row.total_minor, currency: row.currency }),
  },
  { key: 'state', label: 'orders.state', format: 'status', labels: 'orders.state_', tone: (row) => stateTone(row.state) },
  { key: 'created_at', label: 'orders.placed_at', format: 'datetime', isMinor: true },
]

export const orderFilters: Filter[] = [
  {
    key: 'state',
    label: 'orders.state',
    kind: 'choice',
    column: 'o.state',
    options: choices(
      ORDER_STATES.filter((state) => state !== 'draft'),
      'orders.state_'
    ),
  },
  { key: 'placed', label: 'orders.placed_at', kind: 'dates', column: 'o.created_at' },
]
