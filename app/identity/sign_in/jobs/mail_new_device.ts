import { appUrl } from '#config/app'
import User from '#identity/models/user'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { NewDevice } from '#identity/events/account_events'

/** Tells the owner that somebody signed in where they never did, and how to end it. */
export default class MailNewDevice implements Job<DomainEvent<NewDevice>> {
  async handle({ payload, occurredAt }: DomainEvent<NewDevice>) {
    const user = await User.find(payload.user_id)
    if (!user) return
    const words = {
      device: payload.device ?? '—',
      network: payload.network ?? '—',
      at: `${occurredAt.slice(0, 16).replace('T', ' ')} UTC`,
      link: new URL('/account/sign-ins', appUrl).href,
    }
    await sendAccountMail({ to: user.email, locale: user.locale, about: 'new_device', words })
  }
}
