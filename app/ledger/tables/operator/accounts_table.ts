import { defineTable } from '#core/tables/table'

export type LedgerAccountRow = {
  id: string
  tenant_id: string | null
  code: string
  shard: number
  currency: string
  side: 'D' | 'C'
  balance: number
  available: number
  version: number
  closed_at: Date | null
}

export const LEDGER_ACCOUNT_COLUMNS = [
  'id',
  'tenant_id',
  'code',
  'shard',
  'currency',
  'side',
  'balance',
  'available',
  'version',
  'closed_at',
]

/** One line per row of the ledger: a hot account has several, told apart by their number. */
export const accountsTable = defineTable<LedgerAccountRow>({
  name: 'ledger.accounts',
  caption: 'ledger.accounts',
  columns: [
    { key: 'code', label: 'ledger.account', format: 'code', sort: 'code', note: (row) => (row.shard ? `#${row.shard}` : null) },
    { key: 'balance', label: 'ledger.balance', format: 'money', value: ({ balance, currency }) => ({ amount: balance, currency }) },
    {
      key: 'available',
      label: 'ledger.available',
      format: 'money',
      value: ({ available, currency }) => ({ amount: available, currency }),
      isMinor: true,
    },
    { key: 'side', label: 'ledger.side', value: (row) => row.side, isMinor: true },
    { key: 'version', label: 'ledger.entries', format: 'number', isMinor: true },
    { key: 'tenant_id', label: 'ledger.book', format: 'id', isMinor: true },
  ],
  search: (query, text) => query.whereILike('code', `%${text}%`),
  filters: [
    { key: 'tenant', label: 'ledger.book', kind: 'id', column: 'tenant_id' },
    { key: 'balance', label: 'ledger.balance_minor', kind: 'numbers' },
    {
      key: 'open',
      label: 'ledger.with_balance',
      kind: 'boolean',
      where: (query, value) => void (value ? query.whereNot('balance', 0) : query.where('balance', 0)),
    },
  ],
  views: [{ key: 'open', label: 'ledger.with_balance', query: { open: '1' } }],
  defaultSort: 'code',
  tieBreaker: 'id',
  empty: { title: 'ledger.no_accounts', icon: 'scale' },
})
