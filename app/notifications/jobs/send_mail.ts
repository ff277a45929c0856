import db from '@adonisjs/lucid/services/db'
import mail from '@adonisjs/mail/services/main'
import { sqlRun } from '#core/database/sql'
import { findNotice, type WrittenNotice } from '#notifications/find_notice'
import type { Job } from '#core/jobs/types'

/** Sends one notice by mail. The mark commits after the mail left: a crash in between may send it again, never lose it. */
export default class SendMail implements Job<{ notificationId: string }> {
  async handle({ notificationId }: { notificationId: string }) {
    await db.transaction(async (trx) => {
      const marked = await sqlRun(trx, 'insert into mail_sends (notification_id) values (?) on conflict do nothing', [notificationId])
      if (!marked) return
      const notice = await findNotice(trx, notificationId)
      if (notice) await deliver(notice)
    })
  }
}

async function deliver({ recipient, greeting, title, body, url }: WrittenNotice) {
  await mail.send((message) => {
    message.to(recipient.email, recipient.name).subject(title).text([greeting, body, url].filter(Boolean).join('\n\n'))
  })
}
