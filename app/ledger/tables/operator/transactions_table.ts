import { shortId } from '#core/ids'
import { defineTable } from '#core/tables/table'
import type { TransactionRow } from '#ledger/queries/list_transactions'

/** Ids are UUIDv7, so their order is that of time, without the milliseconds a cursor would cut off a timestamp. */
export const transactionsTable = defineTable<TransactionRow>({
  name: 'ledger.transactions',
  caption: 'ledger.transactions',
  columns: [
    { key: 'posted_at', label: 'ledger.posted_at', format: 'datetime', sort: 'id' },
    {
      key: 'kind',
      label: 'ledger.kind',
      labels: 'ledger.kind_',
      href: (row) => `/operator/ledger/transactions/${row.id}`,
      layer: 'drawer',
      note: (row) => shortId(row.id),
    },
    { key: 'amount', label: 'ledger.amount', format: 'money', value: ({ amount, currency }) => ({ amount, currency }) },
    {
      key: 'source',
      label: 'ledger.source',
      labels: 'audit.type_',
      value: (row) => row.source_type,
      note: (row) => row.source_id.slice(-8),
    },
    { key: 'tenant_id', label: 'ledger.book', format: 'id', isMinor: true },
    { key: 'reversal', label: 'ledger.reversal', format: 'boolean', value: (row) => row.reverses_id !== null, isMinor: true },
  ],
  search: (query, text) => query.where((inner) => inner.whereILike('kind', `%${text}%`).orWhere('source_id', text)),
  filters: [
    { key: 'tenant', label: 'ledger.book', kind: 'id', column: 'tenant_id' },
    { key: 'source', label: 'ledger.source_id', kind: 'text', column: 'source_id' },
    { key: 'posted', label: 'ledger.posted_at', kind: 'dates', column: 'posted_at' },
  ],
  defaultSort: '-posted_at',
  tieBreaker: 'id',
  empty: { title: 'ledger.no_transactions', text: 'ledger.no_transactions_text', icon: 'scale' },
})
