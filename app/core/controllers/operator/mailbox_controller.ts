import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { NotFound } from '#core/http/exceptions'
import { isId } from '#core/ids'
import { mailboxTable } from '#core/tables/operator/mailbox_table'
import type { HttpContext } from '@adonisjs/core/http'

/** Messages kept instead of sent: the default of a platform without a mail server. Whoever reads one is audited: it may open an account. */
@inject()
export default class MailboxController {
  constructor(private readonly audit: Audit) {}

  async index(ctx: HttpContext) {
    const rows = () => db.from('mailbox').select('id', 'channel', 'recipient', 'subject', 'at')
    return mailboxTable.render(ctx, rows, { view: 'core/operator/mailbox' })
  }

  async show({ actor, params, view }: HttpContext) {
    const mail = isId(params.id) ? await db.from('mailbox').where('id', params.id).first() : null
    if (!mail) throw new NotFound()
    const target = { type: 'mail', id: mail.id as string, label: mail.recipient as string }
    await db.transaction((trx) => this.audit.record(trx, { actor, action: 'core.mail_read', target, tenantId: null }))
    return view.render('core/operator/mail', { mail })
  }
}
