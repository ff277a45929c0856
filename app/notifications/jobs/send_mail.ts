import db from '@adonisjs/lucid/services/db'
import i18nManager from '@adonisjs/i18n/services/main'
import mail from '@adonisjs/mail/services/main'
import env from '#start/env'
import { sqlRows, sqlRun } from '#core/database/sql'
import type { Job } from '#core/jobs/types'

type Row = {
  kind: string
  params: Record<string, string | number>
  link: string | null
  email: string
  full_name: string
  locale: string | null
}

/** Sends one notice by mail. The mark commits after the mail left: a crash in between may send it again, never lose it. */
export default class SendMail implements Job<{ notificationId: string }> {
  async handle({ notificationId }: { notificationId: string }) {
    await db.transaction(async (trx) => {
      const marked = await sqlRun(trx, 'insert into mail_sends (notification_id) values (?) on conflict do nothing', [notificationId])
      if (!marked) return
      const [row] = await sqlRows<Row>(
        trx,
        `select n.kind, n.params, n.link, u.email::text as email, u.full_name, u.locale from notifications n join users u on u.id = n.user_id
          where n.id = ? and u.status = 'active'`,
        [notificationId]
      )
      if (row) await deliver(row)
    })
  }
}

async function deliver({ kind, params, link, email, full_name: name, locale }: Row) {
  const i18n = i18nManager.locale(locale ?? i18nManager.defaultLocale)
  const key = `notifications.${kind.replaceAll('.', '_')}`
  const url = link ? new URL(link, env.get('APP_URL')).href : null
  await mail.send((message) => {
    message
      .to(email, name)
      .subject(i18n.t(`${key}_title`, params))
      .text([i18n.t('notifications.greeting', { name }), i18n.t(`${key}_body`, params), url].filter(Boolean).join('\n\n'))
  })
}
