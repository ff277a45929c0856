import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { FactorChanges } from '#identity/second_factor/factor_changes'
import { NoSecondFactor } from '#identity/second_factor/exceptions'
import type { Actor } from '#core/actor'

/** Ten new recovery codes; those before are worth nothing from then on. */
@inject()
export class RenewRecoveryCodes {
  constructor(private readonly changes: FactorChanges) {}

  async handle({ actor }: { actor: Actor }): Promise<string[]> {
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', actor.userId!).forUpdate().firstOrFail()
      if (!user.hasSecondFactor) throw new NoSecondFactor()
      return this.changes.renewed(trx, actor)
    })
  }
}
