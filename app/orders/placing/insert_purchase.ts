import { sqlRows } from '#core/database/sql'
import { purchaseRows } from '#orders/placing/purchase_rows'
import type { PlacedOrder, Purchase } from '#orders/placing/purchase'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Group, orders, lines, discounts, commissions and history in one round trip, however many lines there are. */
const INSERT = `
with doc as (select ?::jsonb as d), grp as (
  insert into order_groups (id, buyer_id, currency, subtotal_minor, discount_minor, shipping_minor, total_minor, contact, address, payment_intent_id,
    idempotency_key, request_hash, created_at)
  select g.* from doc, jsonb_to_record(d -> 'group') as g (id uuid, buyer_id uuid, currency text, subtotal_minor bigint, discount_minor bigint,
    shipping_minor bigint, total_minor bigint, contact jsonb, address jsonb, payment_intent_id uuid, idempotency_key text, request_hash text, created_at timestamptz)
  returning id, buyer_id, currency, created_at
), placed as (
  insert into orders (id, group_id, tenant_id, seller_id, buyer_id, state, currency, subtotal_minor, discount_minor,
    platform_discount_minor, shipping_minor, shipping, total_minor, due_at, created_at, state_changed_at)
  select o.id, grp.id, o.tenant_id, o.seller_id, grp.buyer_id, 'awaiting_payment', grp.currency, o.subtotal_minor, o.discount_minor,
    o.platform_discount_minor, o.shipping_minor, o.shipping, o.total_minor, (d ->> 'due_at')::timestamptz, grp.created_at, grp.created_at
  from grp, doc, jsonb_to_recordset(d -> 'orders') as o (id uuid, tenant_id uuid, seller_id uuid, subtotal_minor bigint, discount_minor bigint,
    platform_discount_minor bigint, shipping_minor bigint, shipping jsonb, total_minor bigint)
  returning id, number, buyer_id, created_at
), lines as (
  insert into order_lines select l.* from doc, jsonb_to_recordset(d -> 'lines') as l (id uuid, order_id uuid, tenant_id uuid, position smallint,
    offer_id uuid, variant_id uuid, product_id uuid, category_id uuid, sku text, title text, quantity integer, unit_price_minor bigint,
    subtotal_minor bigint, discount_minor bigint, total_minor bigint)
), discounts as (
  insert into discount_lines select x.* from doc, jsonb_to_recordset(d -> 'discounts') as x (id uuid, line_id uuid, amount_minor bigint,
    bearer text, source_installation_id uuid, plugin_name text, plugin_version text, reason text)
), commissions as (
  insert into commission_lines select c.* from doc, jsonb_to_recordset(d -> 'commissions') as c (line_id uuid, rule_id uuid, rule_version integer,
    base_minor bigint, rate_ppm integer, amount_minor bigint, vat_minor bigint, cap_applied boolean)
), history as (
  insert into order_status_history (order_id, version, from_state, event, to_state, actor_role, actor_id, at)
  select id, 1, 'draft', 'place', 'awaiting_payment', 'buyer', buyer_id, created_at from placed
)
select id, number from placed order by number`

/** Writes a purchase. The same key of the same buyer a second time is a unique violation of `order_groups_once`. */
export function insertPurchase(trx: TransactionClientContract, purchase: Purchase): Promise<PlacedOrder[]> {
  const { quote } = purchase
  const group = {
    id: purchase.groupId,
    buyer_id: purchase.buyerId,
    currency: quote.currency,
    subtotal_minor: quote.subtotalMinor,
    discount_minor: quote.discountMinor,
    shipping_minor: quote.shippingMinor,
    total_minor: quote.totalMinor,
    contact: purchase.contact,
    address: purchase.address,
    payment_intent_id: purchase.intentId,
    idempotency_key: purchase.idempotencyKey,
    request_hash: purchase.requestHash,
    created_at: purchase.now,
  }
  return sqlRows<PlacedOrder>(trx, INSERT, [JSON.stringify({ group, due_at: purchase.dueAt, ...purchaseRows(purchase) })])
}
