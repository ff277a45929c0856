import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { newId } from '#core/ids'
import { sqlRows, sqlRun } from '#core/database/sql'
import { FactorChanges } from '#identity/second_factor/factor_changes'
import { MAX_PASSKEYS } from '#identity/passkeys/list_passkeys'
import { PasskeyKnown, TooManyPasskeys } from '#identity/passkeys/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewPasskey = {
  actor: Actor
  name: string
  credentialId: string
  publicKey: Uint8Array
  counter: number
  transports: string[]
  isSynced: boolean
}

/** A proved passkey becomes the acting person's. Answers recovery codes where they had none. */
@inject()
export class KeepPasskey {
  constructor(private readonly changes: FactorChanges) {}

  async handle(passkey: NewPasskey): Promise<string[] | null> {
    const userId = passkey.actor.userId!
    return db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      const [{ held }] = (await sqlRows<{ held: number }>(trx, 'select count(*)::int as held from passkeys where user_id = ?', [
        userId,
      ])) as [{ held: number }]
      if (held >= MAX_PASSKEYS) throw new TooManyPasskeys()
      if (!(await this.#insert(trx, userId, passkey))) throw new PasskeyKnown()
      return this.changes.added(trx, passkey.actor, { factor: 'passkey', label: passkey.name })
    })
  }

  #insert(trx: TransactionClientContract, userId: string, passkey: NewPasskey) {
    return sqlRun(
      trx,
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, is_synced)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing`,
      [
        newId(),
        userId,
        passkey.credentialId,
        Buffer.from(passkey.publicKey),
        passkey.counter,
        passkey.transports,
        passkey.name,
        passkey.isSynced,
      ]
    )
  }
}
