import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { sqlRows } from '#core/database/sql'
import { Settings } from '#core/settings/settings'
import { linkToken } from '#identity/mails/link_token'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import { confirmationsPerHour } from '#identity/sign_in/settings'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Asked = { email: string; locale: string; earlier: number }

/** Mails the link to whoever has the address, a few times an hour. The link's host is the configured one, whatever the request said. */
@inject()
export default class MailPasswordReset implements Job<DomainEvent<{ reset_id: string }>> {
  constructor(private readonly settings: Settings) {}

  async handle({ payload: { reset_id: id } }: DomainEvent<{ reset_id: string }>) {
    const [asked] = await sqlRows<Asked>(
      db,
      `select u.email::text, u.locale,
              (select count(*)::int from password_resets e where e.user_id = u.id and e.id <> r.id
                and e.created_at between r.created_at - interval '1 hour' and r.created_at) as earlier
       from password_resets r join users u on u.id = r.user_id
       where r.id = ? and r.used_at is null and r.expires_at > now() and u.status = 'active'`,
      [id]
    )
    if (!asked || asked.earlier >= (await this.settings.get(confirmationsPerHour))) return
    const link = new URL(`/reset-password/${linkToken('reset-password', id)}`, appUrl).href
    await sendAccountMail({ to: asked.email, locale: asked.locale, about: 'password_reset', words: { link } })
  }
}
