import { orderGuards } from '#orders/sql/guards'
import { orderTables } from '#orders/sql/tables'

/** The first version of carts and orders, in the order in which it must be created. The text of a released migration never changes. */
export const ordersSchema = [orderTables, orderGuards]
