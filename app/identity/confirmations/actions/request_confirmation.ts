import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { RateLimited } from '#identity/exceptions'
import { hashLinkToken, linkToken } from '#identity/mails/link_token'
import { hashPhoneCode, phoneCode } from '#identity/confirmations/phone_code'
import { confirmationRequested, type About } from '#identity/events/account_events'
import { confirmationsPerHour } from '#identity/sign_in/settings'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type Wanted = { userId: string; about: About; value: string }

const HOUR_SECONDS = 3600
export const EMAIL_HOURS = 24
const PHONE_MINUTES = 10

/** Sends a link to an address or a code to a number. The newest counts; older ones stop working. */
@inject()
export class RequestConfirmation {
  constructor(
    private readonly outbox: Outbox,
    private readonly settings: Settings
  ) {}

  /** Throws `RateLimited` (429) where the person, or the number, was sent too many within the hour. */
  handle(wanted: Wanted): Promise<void> {
    return db.transaction((trx) => this.within(trx, wanted))
  }

  async within(trx: TransactionClientContract, wanted: Wanted): Promise<void> {
    const { userId, about, value } = wanted
    const kind = about === 'phone' ? 'phone' : 'email'
    await sqlRows(trx, 'select 1 from users where id = ? for update', [userId])
    await this.#assertFew(trx, kind, wanted)
    await sqlRun(trx, 'update contact_confirmations set expires_at = now() where user_id = ? and kind = ? and expires_at > now()', [
      userId,
      kind,
    ])
    const id = newId()
    await sqlRun(
      trx,
      `insert into contact_confirmations (id, user_id, kind, value, secret_hash, expires_at)
       values (?, ?, ?, ?, ?, now() + make_interval(mins => ?))`,
      [
        id,
        userId,
        kind,
        value,
        kind === 'phone' ? hashPhoneCode(id, phoneCode(id)) : hashLinkToken(linkToken('confirm-email', id)),
        kind === 'phone' ? PHONE_MINUTES : EMAIL_HOURS * 60,
      ]
    )
    await this.outbox.record(trx, confirmationRequested(userId, id, about))
  }

  async #assertFew(trx: TransactionClientContract, kind: string, { userId, value }: Wanted) {
    const [sent] = await sqlRows<{ to_person: number; to_number: number }>(
      trx,
      `select (select count(*)::int from contact_confirmations where user_id = ? and kind = ? and created_at > now() - interval '1 hour') as to_person,
              (select count(*)::int from contact_confirmations where kind = 'phone' and value = ? and created_at > now() - interval '1 hour') as to_number`,
      [userId, kind, value]
    )
    const most = await this.settings.get(confirmationsPerHour)
    if (sent.to_person >= most || sent.to_number >= most) throw new RateLimited(HOUR_SECONDS)
  }
}
