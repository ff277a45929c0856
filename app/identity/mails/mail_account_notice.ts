import { appUrl } from '#config/app'
import User from '#identity/models/user'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'

type Told = { user_id: string; from?: string; is_reset?: boolean }

const ABOUT: Record<string, string> = {
  'identity.password_changed.v1': 'password_changed',
  'identity.password_set.v1': 'password_set',
  'identity.email_changed.v1': 'email_changed',
  'identity.sign_up_repeated.v1': 'already_registered',
  'identity.second_factor_changed.v1': 'second_factor_changed',
  'identity.device_reuse_detected.v1': 'device_reused',
  'identity.provider_connected.v1': 'provider_connected',
}

/** Tells people what happened to their account: they are the ones who notice when it was not them. */
export default class MailAccountNotice implements Job<DomainEvent<Told>> {
  async handle({ name, payload }: DomainEvent<Told>) {
    const user = await User.find(payload.user_id)
    if (!user) return
    const reset = new URL('/reset-password', appUrl).href
    const link = name === 'identity.sign_up_repeated.v1' ? new URL('/sign-in', appUrl).href : reset
    const words = { address: user.email, link, reset, tokens: new URL('/account/service-tokens', appUrl).href }
    await sendAccountMail({
      to: payload.from ?? user.email,
      locale: user.locale,
      about: payload.is_reset ? 'password_was_reset' : ABOUT[name],
      words,
    })
  }
}
