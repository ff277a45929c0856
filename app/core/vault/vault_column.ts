/**
 * Where sealed secrets stand: what rotation has to find. The table has the columns `ciphertext` and `key_id`, and as
 * primary key a uuid `id`. Owner and field are SQL over its columns and must say what was said when it was sealed.
 */
export interface VaultColumn {
  table: string
  ownerSql: string
  fieldSql: string
}
