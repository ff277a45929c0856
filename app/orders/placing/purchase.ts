import type { Quote } from '#orders/pricing/quote'

export type Contact = { name: string; email: string; phone: string | null }

export type Address = { country: string; city: string; line: string; postcode: string | null }

/** A checkout as it will be written: ids are ours, so that everything goes to the database in one statement. */
export type Purchase = {
  groupId: string
  buyerId: string
  intentId: string | null
  idempotencyKey: string
  requestHash: string
  contact: Contact
  address: Address
  quote: Quote
  now: Date
  dueAt: Date | null
}

export type PlacedOrder = { id: string; number: number; tenantId: string; totalMinor: number }
