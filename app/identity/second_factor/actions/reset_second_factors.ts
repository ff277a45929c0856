import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { sqlRows, sqlRun } from '#core/database/sql'
import { Outbox } from '#core/outbox/outbox'
import { endSessions } from '#identity/end_sessions'
import { UnknownUser } from '#identity/exceptions'
import { secondFactorReset } from '#identity/events/account_events'
import { NoFactorToReset } from '#identity/second_factor/exceptions'
import { markSecondFactor } from '#identity/second_factor/factor_mark'
import { assertMayTouch } from '#identity/superadmins'
import type { Actor } from '#core/actor'

export type ResetSecondFactorsInput = { actor: Actor; userId: string; reason: string }

const FACTORS = { passkeys: 'passkeys', authenticator: 'totp_factors', recovery_codes: 'recovery_codes' }

/**
 * For who lost phone, keys and recovery codes at once: without this nothing but SQL would let them in again. The password stays what it is, so staff who
 * take factors away still cannot sign in as somebody. Whoever is signed in meanwhile may be whoever asked by telephone: sessions end,
 * and the owner hears of it by mail.
 */
@inject()
export class ResetSecondFactors {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async handle({ actor, userId, reason }: ResetSecondFactorsInput): Promise<void> {
    await db.transaction(async (trx) => {
      const [user] = await sqlRows<{ email: string }>(trx, 'select email::text from users where id = ? for update', [userId])
      if (!user) throw new UnknownUser()
      await assertMayTouch(trx, { actor, userId })
      const before: Record<string, number> = {}
      for (const [name, table] of Object.entries(FACTORS)) {
        before[name] = await sqlRun(trx, `delete from ${table} where user_id = ?`, [userId])
      }
      if (!Object.values(before).some(Boolean)) throw new NoFactorToReset()
      await markSecondFactor(trx, userId)
      await endSessions(trx, userId, 'second factor reset')
      const target = { type: 'user', id: userId, label: user.email }
      await this.audit.record(trx, { actor, action: 'identity.second_factor_reset', target, reason, before })
      await this.outbox.record(trx, secondFactorReset(userId))
    })
  }
}
