import { MailResponse } from '@adonisjs/mail'
import { keepInMailbox } from '#core/mail/mailbox'
import type { MailTransportContract, NodeMailerMessage } from '@adonisjs/mail/types'

/** The default mailer: nothing leaves the machine. Messages are shown in the operator's mailbox and kept as JSON lines. */
export class SinkTransport implements MailTransportContract {
  async send(message: NodeMailerMessage) {
    const recipients = addressesOf(message.to)
    const mail = {
      channel: 'mail' as const,
      recipient: recipients.join(', '),
      subject: message.subject ?? '',
      text: String(message.text ?? ''),
      html: message.html ? String(message.html) : null,
    }
    const id = await keepInMailbox(mail)
    return new MailResponse(id, { from: '', to: recipients } as never, { id, ...mail })
  }
}

function addressesOf(field: NodeMailerMessage['to']): string[] {
  const list = Array.isArray(field) ? field : field ? [field] : []
  return list.map((entry) => (typeof entry === 'string' ? entry : entry.address))
}
