import i18nManager from '@adonisjs/i18n/services/main'
import env from '#start/env'
import { sqlRows, type SqlClient } from '#core/database/sql'

type Row = {
  user_id: string
  kind: string
  params: Record<string, string | number>
  link: string | null
  email: string
  full_name: string
  locale: string | null
}

/** A notice as its reader gets it, in the reader's language. */
export type WrittenNotice = {
  kind: string
  recipient: { user_id: string; name: string; email: string; locale: string }
  greeting: string
  title: string
  body: string
  url: string | null
}

/** Null for a notice that is gone, or whose reader was blocked. */
export async function findNotice(client: SqlClient, notificationId: string): Promise<WrittenNotice | null> {
  const [row] = await sqlRows<Row>(
    client,
    `select n.user_id, n.kind, n.params, n.link, u.email::text as email, u.full_name, u.locale
       from notifications n join users u on u.id = n.user_id where n.id = ? and u.status = 'active'`,
    [notificationId]
  )
  return row ? write(row) : null
}

function write({ user_id, kind, params, link, email, full_name: name, locale }: Row): WrittenNotice {
  const i18n = i18nManager.locale(locale ?? i18nManager.defaultLocale)
  const key = `notifications.${kind.replaceAll('.', '_')}`
  return {
    kind,
    recipient: { user_id, name, email, locale: i18n.locale },
    greeting: i18n.t('notifications.greeting', { name }),
    title: i18n.t(`${key}_title`, params),
    body: i18n.t(`${key}_body`, params),
    url: link ? new URL(link, env.get('APP_URL')).href : null,
  }
}
