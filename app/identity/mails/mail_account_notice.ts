import i18nManager from '@adonisjs/i18n/services/main'
import { appUrl } from '#config/app'
import User from '#identity/models/user'
import { describeLeft } from '#identity/resets/describe_left'
import { sendAccountMail } from '#identity/mails/send_account_mail'
import type { Job } from '#core/jobs/types'
import type { DomainEvent } from '#core/outbox/event'
import type { LeftBehind } from '#identity/resets/left_behind'

type Told = { user_id: string; from?: string; is_reset?: boolean; left?: LeftBehind }

const ABOUT: Record<string, string> = {
  'identity.password_changed.v1': 'password_changed',
  'identity.password_set.v1': 'password_set',
  'identity.email_changed.v1': 'email_changed',
  'identity.sign_up_repeated.v1': 'already_registered',
  'identity.second_factor_changed.v1': 'second_factor_changed',
  'identity.second_factor_reset.v1': 'second_factor_reset',
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
    const left = describeLeft(i18nManager.locale(user.locale), payload.left)
    const words = { address: user.email, link, reset, left, tokens: new URL('/account/service-tokens', appUrl).href }
    await sendAccountMail({
      to: payload.from ?? user.email,
      locale: user.locale,
      about: aboutOf(name, payload, left),
      words,
    })
  }
}

function aboutOf(name: string, { is_reset: isReset }: Told, left: string): string {
  if (left) return 'account_reclaimed'
  return isReset ? 'password_was_reset' : ABOUT[name]
}
