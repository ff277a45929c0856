import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { HOTP, Secret } from 'otpauth'
import { Clock } from '#core/clock'
import { TotpFactors } from '#identity/second_factor/totp_factors'
import { issueRecoveryCodes } from '#identity/second_factor/recovery_codes'
import { markSecondFactor } from '#identity/second_factor/factor_mark'
import { Visitor } from '#tests/support/visitor'
import type { TestUser } from '#tests/support/users'

/** The code an app shows now, or some steps from now. */
export const codeOf = (seed: string, steps = 0) =>
  HOTP.generate({ secret: Secret.fromBase32(seed), counter: Math.floor(Clock.now().toSeconds() / 30) + steps })

/** An authenticator app that was proved long ago, and recovery codes. */
export async function giveTotp({ user }: Pick<TestUser, 'user'>): Promise<{ seed: string; recovery: string[] }> {
  const factors = await app.container.make(TotpFactors)
  await db.transaction((trx) => factors.start(trx, user.id))
  const seed = (await factors.pendingSecret(user.id))!
  await db.from('totp_factors').where('user_id', user.id).update({ confirmed_at: new Date() })
  const recovery = await db.transaction(async (trx) => {
    await markSecondFactor(trx, user.id)
    return issueRecoveryCodes(trx, user.id)
  })
  await user.refresh()
  return { seed, recovery }
}

/** A browser that gave the password and owes the second proof. */
export async function halfSignedIn({ user, password }: TestUser): Promise<Visitor> {
  const visitor = new Visitor()
  await visitor.signIn(user.email, password)
  await visitor.open('/sign-in/second-factor')
  return visitor
}

export const isSignedIn = async (visitor: Visitor) => (await visitor.open('/account/profile')).status === 200
