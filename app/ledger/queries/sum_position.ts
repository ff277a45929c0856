import { sqlRows, type SqlClient } from '#core/database/sql'

export type Position = {
  currency: string
  psp: number
  escrow: number
  sellers: number
  commission: number
  vat: number
  promotions: number
}

/** Where the marketplace's money is, per currency: at the provider, kept for orders, owed to sellers, earned. */
export const sumPosition = (client: SqlClient): Promise<Position[]> =>
  sqlRows<Position>(
    client,
    `select currency,
            coalesce(sum(balance) filter (where code = 'psp_clearing'), 0)::bigint as psp,
            coalesce(sum(balance) filter (where code like 'escrow:%'), 0)::bigint as escrow,
            coalesce(sum(balance) filter (where code like 'seller_payable:%'), 0)::bigint as sellers,
            coalesce(sum(balance) filter (where code = 'commission_income'), 0)::bigint as commission,
            coalesce(sum(balance) filter (where code = 'vat_payable'), 0)::bigint as vat,
            coalesce(sum(balance) filter (where code = 'promo_expense'), 0)::bigint as promotions
       from ledger_accounts where balance <> 0 group by currency order by currency`
  )
