import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import fc from 'fast-check'
import { systemActor } from '#core/actor'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { CheckOut } from '#orders/actions/check_out'
import { TransitionOrder } from '#orders/actions/transition_order'
import { ORDER_EVENTS, type OrderState } from '#orders/states'
import { findTransition } from '#orders/transitions/table'
import { checkoutInput, createShop, escrowOf, ledgerDrift, ordersOf, stockOf } from '#tests/support/orders'

const ROLES = ['buyer', 'seller', 'operator', 'system'] as const
const END: OrderState[] = ['completed', 'cancelled', 'returned']

async function paidOrder() {
  const shop = await createShop([{ priceMinor: 10_000, stock: 5 }])
  await (await app.container.make(CheckOut)).handle(checkoutInput(shop.buyer.id, [{ product: shop.product }]))
  return { ...shop, order: (await ordersOf(shop.buyer.id))[0] }
}

test.group('Whatever is tried in whatever order', () => {
  test('an order changes by the table only, its escrow empties exactly at its end, and its history tells all', async ({ assert }) => {
    const transition = await app.container.make(TransitionOrder)
    const attempt = fc.tuple(
      fc.constantFrom(...ORDER_EVENTS.filter((event) => !['place', 'capture', 'decline'].includes(event))),
      fc.constantFrom(...ROLES)
    )
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 5, maxLength: 30 }), async (attempts) => {
        const { order, product } = await paidOrder()
        const told: string[] = ['awaiting_payment', 'paid']
        let state: OrderState = 'paid'
        for (const [event, role] of attempts) {
          const row = findTransition(state, event)
          const isAllowed = !!row?.by.includes(role)
          const result = await transition
            .handle({ actor: systemActor('test'), orderId: order.id, event, role })
            .catch((error: { status?: number }) => error.status)
          assert.equal(result, isAllowed ? row!.to : row ? 403 : 409, `${state}:${event} by ${role}`)
          if (!isAllowed) continue
          state = row!.to
          told.push(state)
        }
        const history = await sqlRows<{ to_state: string }>(
          db,
          'select to_state from order_status_history where order_id = ? order by version',
          [order.id]
        )
        assert.deepEqual(
          history.map(({ to_state }) => to_state),
          told
        )
        assert.equal(await escrowOf(order.id), END.includes(state) ? 0 : 10_000)
        const isBack = state === 'cancelled' || (state === 'returned' && told.includes('return_in_transit'))
        assert.deepEqual(await stockOf(product), { on_hand: isBack ? 5 : 4, reserved: 0 })
      }),
      { numRuns: 12 }
    )
    assert.equal(await ledgerDrift(), 0)
  })
})

test.group('The database itself refuses', () => {
  const refused: Record<string, [RegExp, (id: string) => [string, unknown[]]]> = {
    'a state changed without history': [
      /without history/,
      (id) => [`update orders set state = 'completed', version = version + 1 where id = ?`, [id]],
    ],
    'another total': [
      /append-only/,
      (id) => ['update orders set total_minor = total_minor - 1, discount_minor = discount_minor + 1 where id = ?', [id]],
    ],
    'another price on a line': [/append-only/, (id) => ['update order_lines set title = ? where order_id = ?', ['x', id]]],
    'a line taken away': [/append-only|foreign key/, (id) => ['delete from order_lines where order_id = ?', [id]]],
    'another commission': [
      /append-only/,
      (id) => ['update commission_lines set amount_minor = 0 where line_id in (select id from order_lines where order_id = ?)', [id]],
    ],
    'history rewritten': [/append-only/, (id) => [`update order_status_history set to_state = 'cancelled' where order_id = ?`, [id]]],
    'another price of the whole purchase': [
      /append-only/,
      (id) => [
        'update order_groups set total_minor = 0, discount_minor = subtotal_minor where id = (select group_id from orders where id = ?)',
        [id],
      ],
    ],
    'a line added later': [
      /not the sum of its lines/,
      (id) => [
        `insert into order_lines select ?::uuid, order_id, tenant_id, 99, offer_id, variant_id, product_id, category_id, sku, title, quantity, unit_price_minor,
                subtotal_minor, discount_minor, total_minor from order_lines where order_id = ?`,
        [newId(), id],
      ],
    ],
    'a discount that the line does not know': [
      /not the sum of its parts/,
      (id) => [
        `insert into discount_lines (id, line_id, amount_minor, bearer, source_installation_id, plugin_name, plugin_version, reason)
         select ?::uuid, id, 1, 'seller', id, 'p', '1.0.0', 'x' from order_lines where order_id = ?`,
        [newId(), id],
      ],
    ],
  }
  for (const [what, [message, statement]] of Object.entries(refused)) {
    test(what, async ({ assert }) => {
      const { order } = await paidOrder()
      await assert.rejects(() => db.transaction(async (trx) => void (await sqlRun(trx, ...statement(order.id)))), message)
    })
  }

  test('and lets a step through that comes with its history', async ({ assert }) => {
    const { order } = await paidOrder()
    await (
      await app.container.make(TransitionOrder)
    ).handle({ actor: systemActor('test'), orderId: order.id, event: 'accept', role: 'seller' })
    assert.equal((await sqlRows<{ state: string }>(db, 'select state from orders where id = ?', [order.id]))[0].state, 'accepted')
  })
})
