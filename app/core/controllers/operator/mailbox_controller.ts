import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { mailboxTable } from '#core/tables/operator/mailbox_table'
import type { HttpContext } from '@adonisjs/core/http'

/** Messages kept instead of sent: the default of a platform without a mail server. */
export default class MailboxController {
  async index(ctx: HttpContext) {
    const rows = () => db.from('mailbox').select('id', 'channel', 'recipient', 'subject', 'at')
    return mailboxTable.render(ctx, rows, { view: 'core/operator/mailbox' })
  }

  async show({ params, view }: HttpContext) {
    const mail = isId(params.id) ? await db.from('mailbox').where('id', params.id).first() : null
    if (!mail) throw new NotFound()
    return view.render('core/operator/mail', { mail })
  }
}
