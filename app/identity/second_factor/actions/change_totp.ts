import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { sqlRows } from '#core/database/sql'
import { FactorChanges } from '#identity/second_factor/factor_changes'
import { FactorLimits } from '#identity/second_factor/factor_limits'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { CodeRefused, TotpAlreadyThere } from '#identity/second_factor/exceptions'
import { spelledCode } from '#identity/second_factor/spelled_code'
import type { Actor } from '#core/actor'

/** An authenticator app of the acting person: set up, proved by a code, removed. */
@inject()
export class ChangeTotp {
  constructor(
    private readonly factors: TotpFactors,
    private readonly limits: FactorLimits,
    private readonly changes: FactorChanges
  ) {}

  /** A seed that counts for nothing yet. Throws `TotpAlreadyThere`. */
  async start({ actor }: { actor: Actor }): Promise<void> {
    await db.transaction(async (trx) => {
      const isStarted = await this.factors.start(trx, actor.userId!)
      if (!isStarted) throw new TotpAlreadyThere()
    })
  }

  /** From now on sign-in asks for codes. Answers recovery codes where there were none. Throws `CodeRefused`, `RateLimited`. */
  async confirm({ actor, code, ip }: { actor: Actor; code: string; ip: string }): Promise<string[] | null> {
    const userId = actor.userId!
    await this.limits.attempt(userId, ip, 'totp')
    const spelled = spelledCode(code)
    const recovery = await db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      if (spelled?.kind !== 'totp' || !(await this.factors.confirm(trx, userId, spelled.code))) throw new CodeRefused()
      return this.changes.added(trx, actor, { factor: 'totp' })
    })
    await this.limits.succeeded(userId, ip)
    return recovery
  }

  /** One that was only begun counted for nothing: it goes without a word. */
  async remove({ actor }: { actor: Actor }): Promise<void> {
    const userId = actor.userId!
    await db.transaction(async (trx) => {
      await User.query({ client: trx }).where('id', userId).forUpdate().firstOrFail()
      const [removed] = await sqlRows<{ counted: boolean }>(
        trx,
        'delete from totp_factors where user_id = ? returning confirmed_at is not null as counted',
        [userId]
      )
      if (removed?.counted) await this.changes.removed(trx, actor, { factor: 'totp' })
    })
  }
}
