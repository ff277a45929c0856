import { defineTable } from '#core/tables/table'

export type TokenListRow = {
  id: string
  name: string
  prefix: string
  token_status: string
  endpoint_scopes: string[]
  created_at: Date
  expires_at: Date
  last_used_at: Date | null
}

export const tokensTable = defineTable<TokenListRow>({
  name: 'registry.tokens',
  caption: 'publishing.tokens',
  columns: [
    { key: 'name', label: 'publishing.token_name', href: (row) => `/publisher/tokens/${row.id}`, note: (row) => `${row.prefix}…` },
    { key: 'token_status', label: 'publishing.status', format: 'status', labels: 'publishing.token_' },
    { key: 'endpoint_scopes', label: 'publishing.scopes', value: (row) => row.endpoint_scopes.join(', '), isMinor: true },
    { key: 'last_used_at', label: 'publishing.last_used', format: 'ago' },
    { key: 'expires_at', label: 'publishing.expires', format: 'date' },
    { key: 'created_at', label: 'publishing.created', format: 'ago', sort: 'created_at', isMinor: true },
  ],
  defaultSort: '-created_at',
  isExportable: false,
  empty: { title: 'publishing.no_tokens', text: 'publishing.no_tokens_text', icon: 'key' },
})
