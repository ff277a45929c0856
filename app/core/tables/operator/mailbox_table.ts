import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'

export type MailRow = { id: string; channel: string; recipient: string; subject: string; at: Date }

export const mailboxTable = defineTable<MailRow>({
  name: 'core.mailbox',
  caption: 'core.mailbox',
  columns: [
    { key: 'subject', label: 'core.subject', href: (row) => `/operator/mailbox/${row.id}`, layer: 'drawer' },
    { key: 'recipient', label: 'core.recipient' },
    { key: 'channel', label: 'core.channel', format: 'badge', labels: 'core.channel_', isMinor: true },
    { key: 'at', label: 'core.sent_at', format: 'datetime', sort: 'at' },
  ],
  search: (query, text) => query.where((inner) => inner.whereILike('recipient', `%${text}%`).orWhereILike('subject', `%${text}%`)),
  filters: [
    {
      key: 'channel',
      label: 'core.channel',
      kind: 'choice',
      options: choices(['mail', 'sms', 'push'], 'core.channel_'),
    },
    { key: 'at', label: 'core.sent_at', kind: 'dates' },
  ],
  defaultSort: '-at',
  empty: { title: 'core.no_mail', text: 'core.no_mail_text', icon: 'mail-opened' },
})
