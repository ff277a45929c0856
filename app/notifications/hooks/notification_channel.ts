import { nullable, oneOf, record, text } from '#core/json_schema'
import { defineHook } from '#runtime/hooks/define_hook'

export type NotificationChannelInput = {
  key: string
  kind: string
  recipient: { user_id: string; name: string; email: string; locale: string }
  title: string
  body: string
  url: string | null
}

export type NotificationChannelAnswer = { status: 'sent' | 'skipped' | 'refused'; ref?: string; message?: string }

/** Mail went out already: a channel that fails takes nothing away. A call that was cut off is not repeated, it may have arrived. */
export const notificationChannelHook = defineHook<NotificationChannelInput, NotificationChannelAnswer>({
  name: 'notification_channel',
  version: 1,
  title: 'One more way to tell people',
  summary:
    'Asked by a job for every notice and everybody it is for, beside the page and the mail. Plugins of the platform hear of all notices, those of a company only of the company’s own, for its own people. `key` is the same when a notice is tried again: never send twice under one. `skipped`: the plugin does not know how to reach this person, or need not. `refused`: it tried and was refused.',
  combine: 'Every plugin sends by itself; one that fails does not keep the others from it.',
  kind: 'function',
  input: record({
    key: text(64, 'Names this notice for this person'),
    kind: text(80, '`orders.order_paid`'),
    recipient: record({ user_id: text(36), name: text(200), email: text(254), locale: text(8) }),
    title: text(300, 'In the language of the recipient'),
    body: text(4_000, 'Plain text'),
    url: nullable(text(2_000)),
  }),
  output: record({ status: oneOf(['sent', 'skipped', 'refused']), ref: text(200), message: text(300) }, ['ref', 'message']),
  example: {
    input: {
      key: '0198c5a0-0000-7000-8000-000000000009',
      kind: 'orders.order_paid',
      recipient: { user_id: '0198c5a0-0000-7000-8000-00000000000b', name: 'Анна', email: 'anna@example.test', locale: 'ru' },
      title: 'Заказ оплачен',
      body: 'Заказ 1000123 оплачен',
      url: 'https://shop.example/account/orders/1',
    },
    output: { status: 'sent', ref: 'msg-1' },
  },
  mode: 'job',
  deadlineMs: 20_000,
  failure: 'open',
  sideEffects: true,
  sensitive: ['recipient.name', 'recipient.email', 'title', 'body'],
})
