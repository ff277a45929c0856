import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { systemActor } from '#core/actor'
import { ReserveStock } from '#catalog/actions/reserve_stock'
import { ConsumeReservation } from '#catalog/actions/consume_reservation'
import { ReleaseReservations } from '#catalog/actions/release_reservations'
import ReleaseExpired from '#catalog/jobs/release_expired'
import { createProduct, createSeller } from '#tests/support/catalog'

const actor = systemActor('test')
const inTenMinutes = () => DateTime.utc().plus({ minutes: 10 })

const reserve = async (reference: string, lines: { offerId: string; quantity: number }[], expiresAt = inTenMinutes()) =>
  (await app.container.make(ReserveStock)).handle({ actor, reference, lines, expiresAt })
const consume = async (reference: string) => (await app.container.make(ConsumeReservation)).handle({ actor, reference })
const release = async (reference: string) => (await app.container.make(ReleaseReservations)).handle({ actor, reference })

const stockOf = async (offerId: string) => {
  const row = await db.from('stock_levels').where('offer_id', offerId).firstOrFail()
  return { onHand: row.on_hand as number, reserved: row.reserved as number }
}
const stockEvents = async (productId: string) =>
  (await db.from('outbox').where({ name: 'catalog.stock_changed.v1', aggregate_id: productId }).orderBy('seq')).map(
    (row) => row.payload.available
  )

test.group('Stock', () => {
  test('forty buyers of ten pieces get ten, and nobody deadlocks', async ({ assert }) => {
    const seller = await createSeller()
    const [one, two] = [await createProduct(seller, { stock: 10 }), await createProduct(seller, { stock: 10 })]
    const attempts = Array.from({ length: 40 }, (_, at) => {
      const lines = [one, two].map(({ offerId }) => ({ offerId, quantity: 1 }))
      return reserve(newId(), at % 2 ? lines.reverse() : lines)
    })
    const outcomes = await Promise.allSettled(attempts)

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code)
    assert.lengthOf(
      outcomes.filter(({ status }) => status === 'fulfilled'),
      10
    )
    assert.deepEqual([...new Set(refused)], ['E_OUT_OF_STOCK'])
    assert.deepEqual(await stockOf(one.offerId), { onHand: 10, reserved: 10 })
    assert.deepEqual(await stockOf(two.offerId), { onHand: 10, reserved: 10 })
    assert.deepEqual(await stockEvents(one.id), [0])
  })

  test('a cart is reserved wholly or not at all, and the refusal names the line', async ({ assert }) => {
    const seller = await createSeller()
    const [plenty, scarce] = [await createProduct(seller, { stock: 5 }), await createProduct(seller, { stock: 1 })]
    const error = await reserve(newId(), [
      { offerId: plenty.offerId, quantity: 2 },
      { offerId: scarce.offerId, quantity: 2 },
    ]).catch((refusal) => refusal)

    assert.deepEqual(error.shortages, [{ offerId: scarce.offerId, requested: 2, available: 1 }])
    assert.deepEqual(await stockOf(plenty.offerId), { onHand: 5, reserved: 0 })
  })

  test('consuming takes from the shelf once, however often it is asked', async ({ assert }) => {
    const product = await createProduct(await createSeller(), { stock: 5 })
    const reference = newId()
    await reserve(reference, [{ offerId: product.offerId, quantity: 2 }])
    await Promise.all([consume(reference), consume(reference), consume(reference)])
    assert.deepEqual(await stockOf(product.offerId), { onHand: 3, reserved: 0 })
    assert.equal(await release(reference), 0)
    assert.deepEqual(await stockOf(product.offerId), { onHand: 3, reserved: 0 })
  })

  test('released goods can be had again, and can no longer be consumed', async ({ assert }) => {
    const product = await createProduct(await createSeller(), { stock: 1 })
    const reference = newId()
    await reserve(reference, [{ offerId: product.offerId, quantity: 1 }])
    assert.equal(await release(reference), 1)
    assert.equal(await release(reference), 0)
    assert.deepEqual(await stockEvents(product.id), [0, 1])
    await assert.rejects(() => consume(reference), 'The reservation has run out')
    await reserve(newId(), [{ offerId: product.offerId, quantity: 1 }])
  })

  test('the job releases only what ran out, also when two workers run it', async ({ assert }) => {
    const product = await createProduct(await createSeller(), { stock: 4 })
    const line = { offerId: product.offerId, quantity: 2 }
    await reserve(newId(), [line], DateTime.utc().minus({ seconds: 1 }))
    await reserve(newId(), [line])
    const job = await app.container.make(ReleaseExpired)
    await Promise.all([job.handle(), job.handle()])
    assert.deepEqual(await stockOf(product.offerId), { onHand: 4, reserved: 2 })
  })

  test('a payment and the clock may meet: the goods are consumed or given back, never both', async ({ assert }) => {
    const product = await createProduct(await createSeller(), { stock: 20 })
    const references = Array.from({ length: 20 }, () => newId())
    for (const reference of references) await reserve(reference, [{ offerId: product.offerId, quantity: 1 }])
    const consumed = await Promise.all(
      references.flatMap((reference) => [
        consume(reference).then(
          () => 1,
          () => 0
        ),
        release(reference).then(() => 0),
      ])
    )
    const kept = consumed.reduce((sum: number, one) => sum + one, 0)
    assert.deepEqual(await stockOf(product.offerId), { onHand: 20 - kept, reserved: 0 })
  })

  test("a hidden product and a suspended seller's goods cannot be reserved", async ({ assert }) => {
    const hidden = await createProduct(await createSeller(), { status: 'hidden' })
    const suspended = await createProduct(await createSeller({ status: 'suspended' }))
    for (const { offerId } of [hidden, suspended]) {
      await assert.rejects(() => reserve(newId(), [{ offerId, quantity: 1 }]), 'Some of this is no longer in stock')
    }
  })

  test('the database itself refuses to oversell', async ({ assert }) => {
    const product = await createProduct(await createSeller(), { stock: 1 })
    await assert.rejects(() => db.from('stock_levels').where('offer_id', product.offerId).update({ reserved: 2 }), /stock_not_oversold/)
  })
})
