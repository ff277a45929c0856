import { randomBytes } from 'node:crypto'

/**
 * A UUIDv7 (RFC 9562 §5.7): sorts by creation time, so primary keys stay append-only in their index.
 * @param at milliseconds since the epoch; now by default
 */
export function newId(at = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at, 0, 6)
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** How an id is shown to people: the last eight characters, which carry the random part. */
export const shortId = (id: string) => id.slice(-8)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a path or query parameter is a UUID; anything else is answered 404 before the database sees it. */
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)
