import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import { sqlRows } from '#core/database/sql'
import { SmsGateway } from '#identity/sms/sms_gateway'
import { linkToken } from '#identity/mails/link_token'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import { phoneCode } from '#identity/confirmations/phone_code'
import { EMAIL_HOURS } from '#identity/confirmations/actions/request_confirmation'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { ConfirmationRequested } from '#identity/events/account_events'

type Open = { value: string; email: string; locale: string }

/** Sends the link or the code of a confirmation that is still open. A repeat sends the same again. */
@inject()
export default class SendConfirmation implements Job<DomainEvent<ConfirmationRequested>> {
  constructor(private readonly sms: SmsGateway) {}

  async handle({ payload: { confirmation_id: id, about } }: DomainEvent<ConfirmationRequested>) {
    const open = await find(id)
    if (!open) return
    if (about === 'phone') {
      return this.sms.send({ to: open.value, text: i18nManager.locale(open.locale).t('account.sms_code', { code: phoneCode(id) }) })
    }
    const link = new URL(`/confirm-email/${linkToken('confirm-email', id)}`, appUrl).href
    const words = { address: open.value, link, hours: EMAIL_HOURS }
    await sendAccountMail({ to: open.value, locale: open.locale, about: about === 'sign_up' ? 'sign_up' : 'confirm_email', words })
    if (about === 'change_email') await this.#warn(open)
  }

  /** The mailbox that is about to be left hears of it first. */
  async #warn({ email, locale, value }: Open) {
    const link = new URL('/account/profile', appUrl).href
    await sendAccountMail({ to: email, locale, about: 'email_changing', words: { address: value, link } })
  }
}

async function find(id: string): Promise<Open | undefined> {
  const [open] = await sqlRows<Open>(
    db,
    `select c.value::text, u.email::text, u.locale from contact_confirmations c join users u on u.id = c.user_id
     where c.id = ? and c.used_at is null and c.expires_at > now() and u.status = 'active'`,
    [id]
  )
  return open
}
