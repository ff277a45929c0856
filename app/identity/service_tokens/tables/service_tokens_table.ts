import { defineTable } from '#core/tables/table'
import type { ServiceTokenRow } from '#identity/service_tokens/queries/service_tokens'

const tableOf = (panel: string) =>
  defineTable<ServiceTokenRow>({
    name: `identity.service_tokens_${panel}`,
    caption: 'tokens.service_tokens',
    columns: [
      { key: 'name', label: 'tokens.name', href: (row) => `/${panel}/service-tokens/${row.id}`, note: (row) => `${row.prefix}…` },
      {
        ...{ key: 'status', label: 'tokens.status', format: 'status', labels: 'tokens.status_' },
        tone: ({ status }) => (status === 'active' ? 'good' : status === 'expired' ? 'warn' : 'neutral'),
      },
      { key: 'scopes', label: 'tokens.scopes', value: (row) => row.scopes.join(', '), isMinor: true },
      { key: 'responsible', label: 'tokens.acts_for', isMinor: true },
      { key: 'last_used_at', label: 'tokens.last_used', format: 'ago' },
      { key: 'expires_at', label: 'tokens.expires', format: 'date' },
      { key: 'created_at', label: 'tokens.created', format: 'ago', sort: 't.created_at', isMinor: true },
    ],
    defaultSort: '-created_at',
    tieBreaker: 't.id',
    isExportable: false,
    empty: { title: 'tokens.none', text: 'tokens.none_text', icon: 'key' },
  })

const TABLES = { operator: tableOf('operator'), account: tableOf('account') }

export const serviceTokensTable = (panel: 'operator' | 'account') => TABLES[panel]
