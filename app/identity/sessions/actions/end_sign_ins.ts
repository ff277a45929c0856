import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRun } from '#core/database/sql'
import { forgetDevicesOf } from '#identity/devices/tie_device'
import { UnknownSignIn } from '#identity/exceptions'
import { LiveConnections } from '#identity/live/live_connections'
import type { Actor } from '#core/actor'

type Which = 'one' | 'others'

const WHERE: Record<Which, string> = { one: 'id = ?', others: 'id is distinct from ?::uuid' }

/** Ends sign-ins of the acting user; each is a guest's with its next request, and a browser that was remembered is so no more. */
@inject()
export default class EndSignIns {
  constructor(
    private readonly audit: Audit,
    private readonly live: LiveConnections
  ) {}

  /** One. Throws `UnknownSignIn` where it is over or another's. */
  async one(actor: Actor, id: string): Promise<void> {
    if (!(await this.#end(actor, 'one', id))) throw new UnknownSignIn()
  }

  /** All but the one that asks. Answers how many. */
  others(actor: Actor, currentId: string | null): Promise<number> {
    return this.#end(actor, 'others', currentId)
  }

  async #end(actor: Actor, which: Which, signInId: string | null): Promise<number> {
    const userId = actor.userId!
    return db.transaction(async (trx) => {
      const sql = `update refresh_families set revoked_at = now(), revoked_reason = 'ended by owner' where user_id = ? and revoked_at is null and ${WHERE[which]}`
      const ended = await sqlRun(trx, sql, [userId, signInId])
      if (which === 'one' && !ended) return 0
      const devices = await forgetDevicesOf(trx, { userId, which, signInId })
      if (!ended && !devices) return 0
      trx.after('commit', () => this.live.announce(userId))
      const target = { type: 'user', id: userId, label: actor.label ?? undefined }
      const after = { sign_ins: ended, devices, only: which === 'one' ? signInId : null }
      await this.audit.record(trx, { actor, action: 'identity.sign_ins_ended', target, tenantId: null, after })
      return ended
    })
  }
}
