import { defineTable } from '#core/tables/table'
import type { ListedKey } from '#identity/signing_keys/queries/signing_key_list'

export const signingKeysTable = defineTable<ListedKey>({
  name: 'identity.signing_keys',
  caption: 'tokens.signing_keys',
  columns: [
    { key: 'kid', label: 'tokens.kid', format: 'code' },
    { key: 'alg', label: 'tokens.algorithm' },
    {
      ...{ key: 'state', label: 'tokens.status', format: 'status', labels: 'tokens.key_' },
      tone: ({ state }) =>
        ({ active: 'good', next: 'info', retired: 'warn', over: 'neutral' })[state] as 'good' | 'info' | 'warn' | 'neutral',
    },
    { key: 'activated_at', label: 'tokens.signs_since', format: 'datetime' },
    { key: 'expires_at', label: 'tokens.verifies_until', format: 'datetime' },
    { key: 'created_at', label: 'tokens.created', format: 'datetime', sort: 'created_at', isMinor: true },
  ],
  defaultSort: '-created_at',
  isExportable: false,
  empty: { title: 'tokens.no_keys', text: 'tokens.no_keys_text', icon: 'key' },
})
