import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
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
  constructor(private readonly changes: FactorChanges) {}

  async rename({ actor, id, name }: { actor: Actor; id: string; name: string }): Promise<void> {
    const renamed = await sqlRun(db, 'update passkeys set name = ? where id = ? and user_id = ?', [name, id, actor.userId])
    if (!renamed) throw new NotFound()
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
