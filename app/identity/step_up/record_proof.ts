import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import type { Actor } from '#core/actor'

/** Notes that somebody proved again who they are; of a program, in its sign-in, where the next request reads it. */
@inject()
export class RecordProof {
  constructor(private readonly audit: Audit) {}

  async handle(actor: Actor, method: 'password' | 'code' | 'passkey'): Promise<void> {
    await db.transaction(async (trx) => {
      if (actor.tokenId) await sqlRun(trx, 'update refresh_families set proved_at = now() where id = ?', [actor.tokenId])
      await this.audit.record(trx, {
        actor,
        action: 'identity.stepped_up',
        target: { type: 'user', id: actor.userId!, label: actor.label ?? undefined },
        after: { method },
      })
    })
  }
}
