import type { VaultColumn } from '#core/vault/vault_column'

/** Rotation of the vault's key finds the seeds of authenticator apps by this; the boot need not load what opens them. */
export const totpSecretColumn: VaultColumn = {
  table: 'totp_factors',
  ownerSql: `'user:' || user_id`,
  fieldSql: `'totp:' || id`,
}
