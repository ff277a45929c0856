import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { sqlRows } from '#core/database/sql'
import { CheckOut } from '#orders/actions/check_out'
import { catchUp, effects } from '#tests/functional/orders/support/recovery'
import { checkoutInput, createShop, ledgerDrift, stockOf } from '#tests/support/orders'
import { createUser } from '#tests/support/users'
import { waitFor } from '#tests/support/wait_for'
import type { TestProduct } from '#tests/support/catalog'

const BUYERS = 12
const STOCK = 50
const POOL = 10
/** What was written since the last checkpoint is read again. */
const RECOVERY_MS = 60_000

/** How far the purchases have come when the server dies: some placed, some paid, some settled. */
const MOMENTS = [1, 4, 8]

const placedOf = async ({ offerId }: TestProduct) =>
  (await sqlRows<{ n: number }>(db, 'select count(*)::int as n from order_lines where offer_id = ?', [offerId]))[0].n

/** A backend that dies takes the whole server through its crash recovery. Fails where the server is not on this machine. */
async function crash(): Promise<void> {
  const [{ pid }] = await sqlRows<{ pid: number }>(db, 'select pg_backend_pid() as pid')
  process.kill(pid, 'SIGKILL')
}

/** Also throws away every connection of the pool that broke. */
const serverIsBack = () =>
  waitFor(
    'PostgreSQL to recover',
    async () => {
      const results = await Promise.allSettled(Array.from({ length: POOL }, () => sqlRows(db, 'select pg_sleep(0.02)')))
      return results.every(({ status }) => status === 'fulfilled')
    },
    RECOVERY_MS
  )

test.group('Checkout: kill -9 of PostgreSQL', () => {
  for (const moment of MOMENTS) {
    test(`after ${moment} of ${BUYERS} purchases: everybody who tries again has one, paid and booked once`, async ({ assert }) => {
      const { product } = await createShop([{ stock: STOCK, priceMinor: 10_000 }])
      const checkOut = await app.container.make(CheckOut)
      const buyers = await Promise.all(Array.from({ length: BUYERS }, async () => ({ id: (await createUser()).user.id, key: newId() })))
      const buy = ({ id, key }: { id: string; key: string }) => checkOut.handle(checkoutInput(id, [{ product }], { idempotencyKey: key }))

      const attempts = Promise.allSettled(buyers.map(buy))
      await waitFor('some purchases', async () => (await placedOf(product)) >= moment)
      await crash()
      await attempts
      await serverIsBack()

      for (const buyer of buyers) await catchUp((await buy(buyer)).groupId)
      for (const { id } of buyers) {
        assert.deepInclude(await effects(id), { orders: 1, state: 'paid', charges: 1, postings: 1, escrow: 10_000 })
      }
      assert.deepEqual(await stockOf(product), { on_hand: STOCK - BUYERS, reserved: 0 })
      assert.equal(await ledgerDrift(), 0)
    })
  }
})
