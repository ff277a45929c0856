import { keepInMailbox } from '#core/mail/mailbox'

export type Sms = { to: string; text: string }

/** Sends text messages. This one is the default: nothing leaves the machine, messages are shown in the operator's mailbox. */
export class SmsGateway {
  async send({ to, text }: Sms): Promise<void> {
    await keepInMailbox({ channel: 'sms', recipient: to, subject: text.slice(0, 60), text })
  }
}
