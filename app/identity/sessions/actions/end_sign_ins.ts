import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { UnknownSignIn } from '#identity/exceptions'
import type { Actor } from '#core/actor'

/** Ends sign-ins of the acting user; each is a guest's with its next request. */
@inject()
export default class EndSignIns {
  constructor(private readonly audit: Audit) {}

  /** One. Throws `UnknownSignIn` where it is over or another's. */
  async one(actor: Actor, id: string): Promise<void> {
    if (!(await this.#end(actor, 'id = ?', id))) throw new UnknownSignIn()
  }

  /** All but the one that asks. Answers how many. */
  others(actor: Actor, currentId: string | null): Promise<number> {
    return this.#end(actor, 'id is distinct from ?::uuid', currentId)
  }

  async #end(actor: Actor, which: string, id: string | null): Promise<number> {
    const userId = actor.userId!
    return db.transaction(async (trx) => {
      const sql = `update refresh_families set revoked_at = now(), revoked_reason = 'ended by owner' where user_id = ? and revoked_at is null and ${which}`
      const ended = await sqlRun(trx, sql, [userId, id])
      if (!ended) return 0
      const target = { type: 'user', id: userId, label: actor.label ?? undefined }
      await this.audit.record(trx, {
        actor,
        action: 'identity.sign_ins_ended',
        target,
        tenantId: null,
        after: { sign_ins: ended, only: id },
      })
      return ended
    })
  }
}
