import { sqlRows, type SqlClient } from '#core/database/sql'
import { NotFound } from '#core/http/exceptions'
import { Money } from '#core/money/money'
import type { IntentState, PaymentIntent, PaymentShare, PaymentSource } from '#payments/types'

type Row = {
  id: string
  provider: string
  source_type: string
  source_id: string
  buyer_id: string | null
  currency: string
  amount_minor: number
  refunded_minor: number
  state: IntentState
  decline_code: string | null
}

const COLUMNS = 'id, provider, source_type, source_id, buyer_id, currency, amount_minor, refunded_minor, state, decline_code'

export async function findIntent(client: SqlClient, id: string): Promise<PaymentIntent | null> {
  const [row] = await sqlRows<Row>(client, `select ${COLUMNS} from payment_intents where id = ?`, [id])
  return row ? toIntent(row) : null
}

/** Whoever changes an intent, its shares or its operations locks the intent first. */
export async function lockIntent(client: SqlClient, id: string): Promise<PaymentIntent> {
  const [row] = await sqlRows<Row>(client, `select ${COLUMNS} from payment_intents where id = ? for update`, [id])
  if (!row) throw new NotFound()
  return toIntent(row)
}

/** The intent that can still be paid or was; declined and cancelled ones are history. */
export async function findLiveIntent(client: SqlClient, source: PaymentSource): Promise<PaymentIntent | null> {
  const [row] = await sqlRows<Row>(
    client,
    `select ${COLUMNS} from payment_intents
      where source_type = ? and source_id = ? and state not in ('declined', 'cancelled')`,
    [source.type, source.id]
  )
  return row ? toIntent(row) : null
}

type ShareRow = { order_id: string; tenant_id: string; paid_minor: number; promotion_minor: number; refunded_minor: number }

export type StoredShare = PaymentShare & { refunded: Money }

export async function listShares(client: SqlClient, intent: PaymentIntent): Promise<StoredShare[]> {
  const rows = await sqlRows<ShareRow>(
    client,
    `select order_id, tenant_id, paid_minor, promotion_minor, refunded_minor
       from payment_shares where intent_id = ? order by order_id`,
    [intent.id]
  )
  const money = (amount: number) => Money.of(amount, intent.amount.currency)
  return rows.map((row) => ({
    orderId: row.order_id,
    tenantId: row.tenant_id,
    paid: money(row.paid_minor),
    promotion: money(row.promotion_minor),
    refunded: money(row.refunded_minor),
  }))
}

const toIntent = (row: Row): PaymentIntent => ({
  id: row.id,
  provider: row.provider,
  source: { type: row.source_type, id: row.source_id },
  buyerId: row.buyer_id,
  amount: Money.of(row.amount_minor, row.currency),
  refunded: Money.of(row.refunded_minor, row.currency),
  state: row.state,
  declineCode: row.decline_code,
})
