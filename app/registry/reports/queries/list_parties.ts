import db from '@adonisjs/lucid/services/db'
import { sqlRows } from '#core/database/sql'

export type AccountReporter = { case_number: string; reporter_id: string }
export type GuestReporter = { id: string; case_number: string; email: string; locale: string }

/** Who complained with an account, first and again: each with the number of the own case. */
export const listAccountReporters = (reportId: string) =>
  sqlRows<AccountReporter>(
    db,
    `select r.case_number, r.reporter_id from reports r where (r.id = ? or r.duplicate_of = ?) and r.reporter_id is not null order by r.id`,
    [reportId, reportId]
  )

/** Who complained without one and left an address. */
export const listGuestReporters = (reportId: string) =>
  sqlRows<GuestReporter>(
    db,
    `select r.id, r.case_number, r.reporter_email::text as email, coalesce(r.reporter_locale, 'en') as locale from reports r
      where (r.id = ? or r.duplicate_of = ?) and r.reporter_id is null and r.reporter_email is not null order by r.id`,
    [reportId, reportId]
  )
