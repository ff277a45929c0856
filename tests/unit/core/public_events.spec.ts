import { readFileSync } from 'node:fs'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { newId } from '#core/ids'
import { eventsMarkdown } from '#core/outbox/events_markdown'
import { findPublicEvent, publicEvents, publicPayload } from '#core/outbox/public_events'
import { orderEvents } from '#orders/events/order_changed'
import { TRANSITIONS } from '#orders/transitions/table'
import { findProblems } from '#runtime/manifest/schema_checker'
import type { SoldLine } from '#orders/queries/list_sold_lines'
import type { LockedOrder } from '#orders/transitions/locked_order'

const id = newId()
const order: LockedOrder = {
  ...{ id, number: 1000001, groupId: id, tenantId: id, sellerId: id, buyerId: id, state: 'paid', version: 2, currency: 'RUB' },
  ...{ totalMinor: 1_000, platformDiscountMinor: 0, paymentIntentId: id, sellerName: 'Чайный дом' },
}
const line: SoldLine = {
  ...{ lineId: id, offerId: id, variantId: id, productId: id, categoryId: id, sku: 'TEA', title: 'Чай', quantity: 1 },
  ...{ unitPriceMinor: 1_000, revenueMinor: 1_000, discountMinor: 0 },
}

test.group('What outsiders hear of an event', () => {
  test('docs/events.md says what is declared', ({ assert }) => {
    assert.equal(readFileSync(app.makePath('docs/events.md'), 'utf8'), eventsMarkdown(), 'run node ace docs:generate')
  })

  test('names fields in snake_case only', ({ assert }) => {
    for (const { name, schema } of publicEvents()) {
      for (const field of Object.keys(schema.properties ?? {})) assert.match(field, /^[a-z][a-z0-9_]*$/, name)
    }
  })

  test('every step of an order fits what is promised of it, without the buyer and without what people wrote', ({ assert }) => {
    for (const transition of TRANSITIONS) {
      const change = { order, transition, occurredAt: new Date().toISOString(), lines: [line], reason: 'Передумала, звоните +7 900' }
      for (const event of orderEvents(change)) {
        const known = findPublicEvent(event.name)
        assert.exists(known, event.name)
        assert.equal(event.payload.buyer_id, id)
        const told = publicPayload(known!, event.payload) as Record<string, unknown>
        assert.deepEqual(findProblems(known!.schema, told), [], event.name)
        assert.notProperty(told, 'buyer_id')
        assert.notProperty(told, 'reason')
      }
    }
  })

  test('lists are cut to what is named as well', ({ assert }) => {
    const event = { name: 'x', summary: 'x', aggregate: 'x', schema: { properties: { lines: { items: { properties: { sku: {} } } } } } }
    assert.deepEqual(publicPayload(event, { lines: [{ sku: 'a', buyer: 'b' }], secret: 1 }), { lines: [{ sku: 'a' }] })
  })
})
