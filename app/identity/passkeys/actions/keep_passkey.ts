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

/** `recoveryCodes`: where the person had none. */
export type KeptPasskey = { id: string; recoveryCodes: string[] | null }

/** A proved passkey becomes the acting person's. */
@inject()
export class KeepPasskey {
  constructor(private readonly changes: FactorChanges) {}

  async handle(passkey: NewPasskey): Promise<KeptPasskey> {
    const userId = passkey.actor.userId!
    return db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      const [{ held }] = (await sqlRows<{ held: number }>(trx, 'select count(*)::int as held from passkeys where user_id = ?', [
        userId,
      ])) as [{ held: number }]
      if (held >= MAX_PASSKEYS) throw new TooManyPasskeys()
      const id = newId()
      if (!(await this.#insert(trx, id, passkey))) throw new PasskeyKnown()
      return { id, recoveryCodes: await this.changes.added(trx, passkey.actor, { factor: 'passkey', label: passkey.name }) }
    })
  }

  #insert(trx: TransactionClientContract, id: string, passkey: NewPasskey) {
    return sqlRun(
      trx,
      `insert into passkeys (id, user_id, credential_id, public_key, counter, transports, name, is_synced)
       values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing`,
      [
        id,
        passkey.actor.userId,
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
