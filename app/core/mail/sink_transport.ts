import { appendFile, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import db from '@adonisjs/lucid/services/db'
import { MailResponse } from '@adonisjs/mail'
import { newId } from '#core/ids'
import { storagePath } from '#services/environment'
import type { MailTransportContract, NodeMailerMessage } from '@adonisjs/mail/types'

/** The default mailer: nothing leaves the machine. Messages are shown in the operator's mailbox and kept as JSON lines. */
export class SinkTransport implements MailTransportContract {
  async send(message: NodeMailerMessage) {
    const mail = {
      id: newId(),
      channel: 'mail',
      recipient: addressesOf(message.to).join(', '),
      subject: message.subject ?? '',
      text: String(message.text ?? ''),
      html: message.html ? String(message.html) : null,
    }
    await db.table('mailbox').insert(mail)
    const file = storagePath('mailbox.jsonl')
    await mkdir(dirname(file), { recursive: true })
    await appendFile(file, JSON.stringify({ ...mail, at: new Date().toISOString() }) + '\n', { mode: 0o600 })
    return new MailResponse(mail.id, { from: '', to: addressesOf(message.to) } as never, mail)
  }
}

function addressesOf(field: NodeMailerMessage['to']): string[] {
  const list = Array.isArray(field) ? field : field ? [field] : []
  return list.map((entry) => (typeof entry === 'string' ? entry : entry.address))
}
