import { sqlRows, type SqlClient } from '#core/database/sql'

export type ReservationRow = { id: string; offer_id: string; state: 'active' | 'consumed' | 'released' }

/** Every reservation of a reference, locked in id order before any stock row is. */
export const lockReservations = (client: SqlClient, reference: string) =>
  sqlRows<ReservationRow>(client, `select id, offer_id, state from reservations where reference = ? order by id for update`, [reference])

/** Promises that ran out; those another worker is releasing are left to it. */
export const lockExpiredReservations = (client: SqlClient, limit: number) =>
  sqlRows<ReservationRow>(
    client,
    `select id, offer_id, state from reservations
      where state = 'active' and expires_at <= now() order by expires_at, id limit ? for update skip locked`,
    [limit]
  )
