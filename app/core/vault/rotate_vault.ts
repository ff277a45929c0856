import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { sqlRows, sqlRun } from '#core/database/sql'
import { listVaultColumns } from '#core/modules'
import { Vault, type VaultOwner } from '#core/vault/vault'
import type { VaultColumn } from '#core/vault/vault_column'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export interface VaultRotation {
  /** The key under which everything stands now, but for what failed. */
  keyId: string
  rotated: number
  /** Ciphertexts that could not be opened; they are left as they were. */
  failed: { table: string; id: string; reason: string }[]
}

type Row = { id: string; owner: VaultOwner; field: string; ciphertext: Uint8Array; keyId: string }

const BATCH = 100
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Seals everything anew that was sealed with an older key. May run beside a working platform, and again. */
@inject()
export class RotateVault {
  constructor(private readonly vault: Vault) {}

  async handle(): Promise<VaultRotation> {
    const rotation: VaultRotation = { keyId: this.vault.currentKeyId, rotated: 0, failed: [] }
    for (const column of listVaultColumns()) {
      let after: string | null = BEFORE_ALL
      while (after !== null) after = await this.#rotateBatch(column, after, rotation)
    }
    return rotation
  }

  /** Answers the last id it saw, null when nothing is left. Rows are locked: a secret set meanwhile is not overwritten. */
  #rotateBatch(column: VaultColumn, after: string, rotation: VaultRotation): Promise<string | null> {
    return db.transaction(async (trx) => {
      const rows = await this.#lockOld(trx, column, after)
      for (const row of rows) {
        const reason = await this.#reseal(trx, column, row)
        if (reason === null) rotation.rotated++
        else rotation.failed.push({ table: column.table, id: row.id, reason })
      }
      return rows.at(-1)?.id ?? null
    })
  }

  #lockOld(trx: TransactionClientContract, { table, ownerSql, fieldSql }: VaultColumn, after: string): Promise<Row[]> {
    const sql = `select id, ${ownerSql} as owner, ${fieldSql} as field, ciphertext, key_id as "keyId"
                   from ${table} where key_id <> ? and id > ? order by id limit ${BATCH} for update`
    return sqlRows<Row>(trx, sql, [this.vault.currentKeyId, after])
  }

  async #reseal(trx: TransactionClientContract, { table }: VaultColumn, { id, owner, field, ...sealed }: Row): Promise<string | null> {
    try {
      const plaintext = this.vault.open({ owner, field, sealed })
      const { ciphertext, keyId } = this.vault.seal({ owner, field, plaintext })
      await sqlRun(trx, `update ${table} set ciphertext = ?, key_id = ? where id = ?`, [ciphertext, keyId, id])
      return null
    } catch (error) {
      return (error as Error).message
    }
  }
}
