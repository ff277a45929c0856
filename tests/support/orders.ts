import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { createProduct, createSeller, type TestProduct, type TestSeller } from '#tests/support/catalog'
import { apiToken, createUser } from '#tests/support/users'
import type { PlaceOrderInput } from '#orders/actions/place_order'

export const CARDS = {
  ok: 'tok_ok',
  declined: 'tok_declined_insufficient_funds',
  lostAnswer: 'tok_lost_answer_ok',
  lostRequest: 'tok_lost_request',
}

const contact = { name: 'Анна Иванова', email: 'anna@example.test', phone: '+7 900 000-00-00' }
const address = { country: 'RU', city: 'Москва', line: 'Тверская, 1', postcode: '125009' }

/** A seller with goods and a buyer with a token. */
export async function createShop(goods: { priceMinor?: number; stock?: number }[] = [{}]) {
  const seller = await createSeller()
  const products = []
  for (const one of goods) products.push(await createProduct(seller, one))
  const { user } = await createUser()
  return { seller, products, product: products[0], buyer: user, token: await apiToken(user) }
}

export const checkoutBody = (items: { product: TestProduct; quantity?: number }[], cardToken = CARDS.ok) => ({
  items: items.map(({ product, quantity = 1 }) => ({ offer_id: product.offerId, quantity })),
  contact,
  address,
  payment: { card_token: cardToken },
})

/** The same purchase as an action takes it. */
export const checkoutInput = (
  userId: string,
  items: { product: TestProduct; quantity?: number }[],
  more: Partial<PlaceOrderInput> = {}
): PlaceOrderInput => ({
  actor: { kind: 'user', userId, tenantId: null, tokenId: null, ip: null, requestId: null, label: null },
  items: items.map(({ product, quantity = 1 }) => ({ offerId: product.offerId, quantity })),
  contact,
  address,
  methodToken: CARDS.ok,
  idempotencyKey: newId(),
  ...more,
})

export async function stockOf(product: TestProduct) {
  const [row] = await sqlRows<{ on_hand: number; reserved: number }>(
    db,
    'select sum(on_hand)::int as on_hand, sum(reserved)::int as reserved from stock_levels where offer_id = ?',
    [product.offerId]
  )
  return row
}

export const ordersOf = (userId: string) =>
  sqlRows<{ id: string; group_id: string; state: string; total_minor: number; version: number; tenant_id: string }>(
    db,
    'select id, group_id, state, total_minor, version, tenant_id from orders where buyer_id = ? order by number',
    [userId]
  )

export async function escrowOf(orderId: string): Promise<number> {
  const [row] = await sqlRows<{ balance: number }>(
    db,
    `select coalesce(sum(balance), 0)::bigint as balance from ledger_balances where code = ?`,
    [`escrow:order:${orderId}`]
  )
  return row.balance
}

/** What sums to zero in a book that balances: debits minus credits over every account ever opened. */
export async function ledgerDrift(): Promise<number> {
  const [row] = await sqlRows<{ drift: number }>(
    db,
    'select coalesce(sum(posted_d) - sum(posted_c), 0)::bigint as drift from ledger_accounts'
  )
  return row.drift
}

export const eventsOf = async (aggregateIds: string[]): Promise<string[]> =>
  (await sqlRows<{ name: string }>(db, 'select name from outbox where aggregate_id = any(?) order by seq', [aggregateIds])).map(
    ({ name }) => name
  )

export const otherSeller = async (): Promise<{ seller: TestSeller; product: TestProduct }> => {
  const seller = await createSeller()
  return { seller, product: await createProduct(seller, {}) }
}
