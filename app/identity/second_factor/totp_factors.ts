import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Clock } from '#core/clock'
import { newId } from '#core/ids'
import { sqlRows, sqlRun, type SqlClient } from '#core/database/sql'
import { Vault, type VaultOwner } from '#core/vault/vault'
import { newTotpSecret, stepOfCode } from '#identity/second_factor/totp'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Stored = { id: string; user_id: string; ciphertext: Uint8Array; keyId: string; isConfirmed: boolean }

export type TotpStanding = { confirmedAt: Date | null }

/** The seeds of authenticator apps, sealed; one per person. */
@inject()
export class TotpFactors {
  constructor(private readonly vault: Vault) {}

  /** A new seed that counts for nothing until a code proved it; false where a proved one is there already. */
  async start(trx: TransactionClientContract, userId: string): Promise<boolean> {
    const id = newId()
    const { ciphertext, keyId } = this.vault.seal({ ...placeOf({ id, user_id: userId }), plaintext: newTotpSecret() })
    await sqlRun(trx, 'delete from totp_factors where user_id = ? and confirmed_at is null', [userId])
    const inserted = await sqlRun(
      trx,
      'insert into totp_factors (id, user_id, ciphertext, key_id) values (?, ?, ?, ?) on conflict (user_id) do nothing',
      [id, userId, ciphertext, keyId]
    )
    return inserted === 1
  }

  /** The seed that waits for its proof. */
  async pendingSecret(userId: string): Promise<string | null> {
    const stored = await this.#find(db, userId)
    return stored && !stored.isConfirmed ? this.#open(stored) : null
  }

  /** Null where there is none. Since when sign-in asks for its codes stands in it once a code proved the seed. */
  async standing(userId: string): Promise<TotpStanding | null> {
    const [row] = await sqlRows<TotpStanding>(db, 'select confirmed_at as "confirmedAt" from totp_factors where user_id = ?', [userId])
    return row ?? null
  }

  /** Makes the waiting seed count. Its code is used up with that. */
  async confirm(trx: TransactionClientContract, userId: string, code: string): Promise<boolean> {
    return this.#use(trx, await this.#find(trx, userId), { code, isConfirmed: false })
  }

  /** Whether the code is good, and was not used before: `last_step` decides, so neither spelling nor haste helps. */
  async verify(userId: string, code: string): Promise<boolean> {
    return this.#use(db, await this.#find(db, userId), { code, isConfirmed: true })
  }

  async #use(client: SqlClient, stored: Stored | null, { code, isConfirmed }: { code: string; isConfirmed: boolean }) {
    if (!stored || stored.isConfirmed !== isConfirmed) return false
    const now = Clock.now().toJSDate()
    const step = stepOfCode(this.#open(stored), code, now)
    if (step === null) return false
    const used = await sqlRun(
      client,
      `update totp_factors set last_step = ?, confirmed_at = coalesce(confirmed_at, ?)
       where id = ? and last_step < ? and (confirmed_at is not null) = ?`,
      [step, now, stored.id, step, isConfirmed]
    )
    return used === 1
  }

  async #find(client: SqlClient, userId: string): Promise<Stored | null> {
    const [stored] = await sqlRows<Stored>(
      client,
      `select id, user_id, ciphertext, key_id as "keyId", confirmed_at is not null as "isConfirmed" from totp_factors where user_id = ?`,
      [userId]
    )
    return stored ?? null
  }

  #open(stored: Stored): string {
    return this.vault.open({ ...placeOf(stored), sealed: stored })
  }
}

const placeOf = ({ id, user_id: userId }: { id: string; user_id: string }) => ({
  owner: `user:${userId}` satisfies VaultOwner as VaultOwner,
  field: `totp:${id}`,
})
