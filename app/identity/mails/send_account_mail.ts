import mail from '@adonisjs/mail/services/main'
import i18nManager from '@adonisjs/i18n/services/main'

type AccountMail = {
  to: string
  locale: string
  /** `account.mail_<about>_subject` and `…_text` */
  about: string
  words?: Record<string, string | number>
}

/** A mail about somebody's account, in their language. */
export async function sendAccountMail({ to, locale, about, words = {} }: AccountMail): Promise<void> {
  const i18n = i18nManager.locale(locale)
  await mail.send((message) => {
    message
      .to(to)
      .subject(i18n.t(`account.mail_${about}_subject`, words))
      .text(i18n.t(`account.mail_${about}_text`, words))
  })
}
