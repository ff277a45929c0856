import { createHash } from 'node:crypto'
import { IdempotencyKeyReused } from '#orders/exceptions/checkout'
import type { PlaceOrderInput } from '#orders/actions/place_order'

/** What makes two requests under one key the same purchase. */
export function hashRequest({ items, contact, address, methodToken, expectedTotalMinor, shipping }: PlaceOrderInput): string {
  const parts: unknown[] = [
    items.map(({ offerId, quantity }) => [offerId, quantity]),
    contact.email,
    address,
    methodToken,
    expectedTotalMinor ?? null,
  ]
  // Left out where nothing was chosen: keys from before there was a choice still match.
  if (shipping && Object.keys(shipping).length > 0) parts.push(Object.entries(shipping).sort())
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

export function assertSameRequest(known: string, asked: string) {
  if (known !== asked) throw new IdempotencyKeyReused()
}
