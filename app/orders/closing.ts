import { sqlRows } from '#core/database/sql'
import { refuseClosingWhile } from '#tenancy/closing/closing_rules'

/** A seller with orders under way owes buyers goods or money. */
refuseClosingWhile(async (trx, tenantId) => {
  const open = await sqlRows(
    trx,
    `select 1 from orders where tenant_id = ? and state not in ('draft', 'completed', 'cancelled', 'returned') limit 1`,
    [tenantId]
  )
  return open.length > 0
})
