import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import type { Actor } from '#core/actor'

type Used = { id: string; user_id: string }

/** Where counters of passkeys stand. One that goes back is in two devices: it is believed no longer. */
@inject()
export class PasskeyUses {
  constructor(private readonly audit: Audit) {}

  /** False: the counter went back. Synced passkeys always count zero. */
  async record(actor: Actor, passkey: Used, counter: number): Promise<boolean> {
    const counted = await sqlRun(
      db,
      'update passkeys set counter = ?, last_used_at = now() where id = ? and distrusted_at is null and (counter < ? or (counter = 0 and ? = 0))',
      [counter, passkey.id, counter, counter]
    )
    if (counted) return true
    await this.#distrust(actor, passkey, counter)
    return false
  }

  async #distrust(actor: Actor, { id, user_id: userId }: Used, counter: number) {
    await db.transaction(async (trx) => {
      const distrusted = await sqlRun(trx, 'update passkeys set distrusted_at = now() where id = ? and distrusted_at is null', [id])
      if (!distrusted) return
      await this.audit.record(trx, {
        actor,
        action: 'identity.passkey_counter_went_back',
        target: { type: 'user', id: userId },
        tenantId: null,
        after: { passkey: id, counter },
      })
    })
  }
}
