import db from '@adonisjs/lucid/services/db'
import { sqlRun } from '#core/database/sql'
import { casePath } from '#registry/reports/case_secret'
import { mailPerson } from '#registry/owners/mail_person'
import { listGuestReporters, type GuestReporter } from '#registry/reports/queries/list_parties'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Decided = DomainEvent<{ status: string; reason: string }>

/**
 * Mails a decision to those who complained without an account, each once: the mark commits after the letter left. Its link
 * is made anew from the case's id; neither event nor table holds the secret.
 */
export default class MailReporters implements Job<Decided> {
  async handle(event: Decided) {
    for (const guest of await listGuestReporters(event.aggregateId)) await tell(guest, event)
  }
}

const tell = (guest: GuestReporter, { id: eventId, payload: { status, reason } }: Decided) =>
  db.transaction(async (trx) => {
    const marked = await sqlRun(trx, 'insert into report_mails (report_id, event_id) values (?, ?) on conflict do nothing', [
      guest.id,
      eventId,
    ])
    if (!marked) return
    await mailPerson({
      to: { email: guest.email, locale: guest.locale },
      subject: 'reports.mail_subject',
      text: 'reports.mail_text',
      params: { number: guest.case_number, status, reason },
      path: casePath(guest),
    })
  })
