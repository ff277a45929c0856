import { choices } from '#core/tables/choices'
import { defineTable } from '#core/tables/table'
import type { IntentState } from '#payments/types'

export type PaymentRow = {
  id: string
  source_type: string
  source_id: string
  provider: string
  currency: string
  amount_minor: number
  refunded_minor: number
  state: IntentState
  decline_code: string | null
  created_at: Date
}

export const PAYMENT_COLUMNS = [
  ...['id', 'source_type', 'source_id', 'provider', 'currency', 'amount_minor', 'refunded_minor', 'state', 'decline_code', 'created_at'],
]

const STATES = ['created', 'processing', 'captured', 'declined', 'cancelled']

const TONES = { captured: 'good', processing: 'warn', declined: 'bad', created: 'info', cancelled: 'neutral' } as const

export const paymentsTable = defineTable<PaymentRow>({
  name: 'payments.payments',
  caption: 'payments.payments',
  columns: [
    { key: 'created_at', label: 'payments.created_at', format: 'datetime', sort: 'id' },
    { key: 'id', label: 'payments.payment', format: 'id', href: (row) => `/operator/payments/${row.id}`, layer: 'drawer' },
    { key: 'amount', label: 'payments.amount', format: 'money', value: ({ amount_minor: amount, currency }) => ({ amount, currency }) },
    {
      key: 'state',
      label: 'payments.state',
      format: 'status',
      labels: 'payments.state_',
      tone: (row) => TONES[row.state],
      note: (row) => row.decline_code,
      noteLabels: 'payments.declined_',
    },
    {
      key: 'refunded',
      label: 'payments.refunded',
      format: 'money',
      value: ({ refunded_minor: amount, currency }) => (amount ? { amount, currency } : null),
      isMinor: true,
    },
    { key: 'provider', label: 'payments.provider', isMinor: true },
  ],
  search: (query, text) => query.where('source_id', text),
  filters: [
    {
      key: 'state',
      label: 'payments.state',
      kind: 'choice',
      options: choices(STATES, 'payments.state_'),
    },
    { key: 'amount', label: 'payments.amount_minor', kind: 'numbers', column: 'amount_minor' },
    { key: 'created', label: 'payments.created_at', kind: 'dates', column: 'created_at' },
  ],
  views: [{ key: 'open', label: 'payments.state_processing', query: { state: 'processing' } }],
  defaultSort: '-created_at',
  tieBreaker: 'id',
  empty: { title: 'payments.none', text: 'payments.none_text', icon: 'credit-card' },
})
