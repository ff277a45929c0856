/** A fact other domains may react to. Written with the change itself, delivered at least once, in no promised order. */
export type DomainEvent<Payload = Record<string, unknown>> = {
  /** UUIDv7; consumers are idempotent by it. */
  id: string
  /** `<domain>.<noun>_<past>.v<n>` */
  name: string
  tenantId: string | null
  aggregateId: string
  payload: Payload
  /** RFC 3339, UTC */
  occurredAt: string
}

/** What an action hands to the outbox; id and time are added there. */
export type NewEvent<Payload = Record<string, unknown>> = Pick<DomainEvent<Payload>, 'name' | 'aggregateId' | 'payload'> & {
  tenantId?: string | null
}
