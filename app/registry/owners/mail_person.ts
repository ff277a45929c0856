import mail from '@adonisjs/mail/services/main'
import i18nManager from '@adonisjs/i18n/services/main'
import db from '@adonisjs/lucid/services/db'
import { appUrl } from '#config/app'
import { sqlRows } from '#core/database/sql'

type Letter = {
  /** Somebody with an account, or an address that may have none. */
  to: { userId: string } | { email: string; locale: string }
  /** Translation keys; the text is given `link`. */
  subject: string
  text: string
  params: Record<string, string | number>
  path: string
}

type Person = { email: string; locale: string }

/** One letter to one person in their language; nothing to who is blocked. */
export async function mailPerson({ to, subject, text, params, path }: Letter): Promise<void> {
  const person = 'email' in to ? to : await findPerson(to.userId)
  if (!person) return
  const i18n = i18nManager.locale(person.locale)
  const words = { ...params, link: new URL(path, appUrl).href }
  await mail.send((message) => {
    message.to(person.email).subject(i18n.t(subject, words)).text(i18n.t(text, words))
  })
}

async function findPerson(userId: string): Promise<Person | undefined> {
  const [person] = await sqlRows<Person>(db, `select email::text, locale from users where id = ? and status = 'active'`, [userId])
  return person
}
