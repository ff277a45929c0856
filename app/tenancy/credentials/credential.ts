import type { VaultColumn } from '#core/vault/vault_column'

export type CredentialKind = 'api_key' | 'json'

/** What may be shown of a credential: never the secret. */
export type Credential = {
  name: string
  kind: CredentialKind
  last_four: string
  version: number
  set_at: Date
  set_by: string | null
  set_by_name: string | null
}

/** What a credential is sealed for, beside the company. Rotation says the same in SQL. */
export const credentialField = (name: string): string => `credential:${name}`

export const credentialColumn: VaultColumn = {
  table: 'tenant_credentials',
  ownerSql: `'tenant:' || tenant_id`,
  fieldSql: `'credential:' || name`,
}

export const MOST_CREDENTIALS = 50

export const credentialJson = ({ set_at: setAt, ...credential }: Credential) => ({ ...credential, set_at: setAt.toISOString() })
