import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import User from '#identity/models/user'
import { NotFound } from '#core/http/exceptions'
import { sqlRows, sqlRun } from '#core/database/sql'
import { countOtherWays } from '#identity/providers/ways_to_sign_in'
import { LastWayToSignIn } from '#identity/providers/exceptions'
import { FactorChanges } from '#identity/second_factor/factor_changes'
import type { Actor } from '#core/actor'

/** One's own passkeys: renamed, removed. Another's look absent. */
@inject()
export class ChangePasskey {
  constructor(
    private readonly audit: Audit,
    private readonly changes: FactorChanges
  ) {}

  async rename({ actor, id, name }: { actor: Actor; id: string; name: string }): Promise<void> {
    await db.transaction(async (trx) => {
      const [passkey] = await sqlRows<{ name: string }>(trx, 'select name from passkeys where id = ? and user_id = ? for update', [
        id,
        actor.userId,
      ])
      if (!passkey) throw new NotFound()
      await sqlRun(trx, 'update passkeys set name = ? where id = ?', [name, id])
      await this.audit.record(trx, {
        actor,
        action: 'identity.passkey_renamed',
        target: { type: 'user', id: actor.userId!, label: actor.label ?? undefined },
        tenantId: null,
        before: { name: passkey.name },
        after: { name },
      })
    })
  }

  /** Throws `LastWayToSignIn` where there is no other way into the account. */
  async remove({ actor, id }: { actor: Actor; id: string }): Promise<void> {
    await db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', actor.userId!).forUpdate().firstOrFail()
      const [removed] = await sqlRows<{ name: string }>(trx, 'delete from passkeys where id = ? and user_id = ? returning name', [
        id,
        actor.userId,
      ])
      if (!removed) throw new NotFound()
      if ((await countOtherWays(trx, { userId: actor.userId!, identityId: null })) === 0) throw new LastWayToSignIn()
      await this.changes.removed(trx, actor, { factor: 'passkey', label: removed.name })
    })
  }
}
