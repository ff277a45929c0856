import mail from '@adonisjs/mail/services/main'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { sqlRows } from '#core/database/sql'

type Letter = {
  userId: string
  /** Translation keys; the text is given `link`. */
  subject: string
  text: string
  params: Record<string, string | number>
  path: string
}

/** One letter to one person in their language; nothing to who is blocked. */
export async function mailPerson({ userId, subject, text, params, path }: Letter): Promise<void> {
  const [person] = await sqlRows<{ email: string; locale: string }>(
    db,
    `select email::text, locale from users where id = ? and status = 'active'`,
    [userId]
  )
  if (!person) return
  const i18n = i18nManager.locale(person.locale)
  const words = { ...params, link: new URL(path, appUrl).href }
  await mail.send((message) => {
    message.to(person.email).subject(i18n.t(subject, words)).text(i18n.t(text, words))
  })
}
