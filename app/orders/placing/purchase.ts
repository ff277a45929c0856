import type { Quote, QuotedOrder } from '#orders/pricing/quote'

export type Contact = { name: string; email: string; phone: string | null }

export type Address = { country: string; city: string; line: string; postcode: string | null }

export type NewOrder = QuotedOrder & { id: string }

/** A checkout as it will be written: ids are ours, so that everything goes to the database in one statement. */
export type Purchase = {
  groupId: string
  buyerId: string
  intentId: string
  idempotencyKey: string
  requestHash: string
  contact: Contact
  address: Address
  quote: Quote
  orders: NewOrder[]
  now: Date
  dueAt: Date | null
}

export type PlacedOrder = { id: string; number: number }
