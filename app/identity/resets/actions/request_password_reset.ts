import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/ids'
import { Outbox } from '#core/outbox/outbox'
import { sqlRun } from '#core/database/sql'
import { AttemptLimits } from '#identity/attempt_limits'
import { hashLinkToken, linkToken } from '#identity/mails/link_token'
import { passwordResetRequested } from '#identity/events/account_events'

const GOOD_FOR_MINUTES = 60

/**
 * Asks for a link to set a new password. The same statements run whether somebody has the address or nobody, so that neither
 * the answer nor its time tells; the job finds out.
 */
@inject()
export default class RequestPasswordReset {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly outbox: Outbox
  ) {}

  async handle({ email, ip }: { email: string; ip: string }): Promise<void> {
    await this.limits.mailRequest(ip)
    const id = newId()
    await db.transaction(async (trx) => {
      await sqlRun(
        trx,
        `insert into password_resets (id, user_id, token_hash, expires_at)
         values (?, (select id from users where email = ? and status = 'active'), ?, now() + make_interval(mins => ?))`,
        [id, email, hashLinkToken(linkToken('reset-password', id)), GOOD_FOR_MINUTES]
      )
      await this.outbox.record(trx, passwordResetRequested(id))
    })
  }
}
