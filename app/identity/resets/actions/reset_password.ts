import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import User from '#identity/models/user'
import { Audit } from '#core/audit/audit'
import { Clock } from '#core/clock'
import { listBearerSchemes } from '#core/modules'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { addLeft, forgetStranger, type LeftBehind } from '#identity/resets/left_behind'
import { endSessions } from '#identity/end_sessions'
import { dropOpenLinks } from '#identity/mails/drop_open_links'
import { LinkOver } from '#identity/exceptions'
import { hashLinkToken } from '#identity/mails/link_token'
import { passwordChanged } from '#identity/events/account_events'
import { assertGoodPassword } from '#identity/passwords/password_rules'
import { Passwords } from '#identity/passwords/passwords'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** `left`: of a stranger; null where the account was its owner's before. */
export type AccountReset = { user: User; left: LeftBehind | null }
type Taken = { actor: Actor; user: User; wasStrangers: boolean; proofs: number }

const OPEN = `token_hash = ? and user_id is not null and used_at is null and expires_at > now()`

/** Whose password a link may set, without using it up. Throws `LinkOver` (404). */
export async function findResetLink(token: string): Promise<User> {
  const [link] = await sqlRows<{ user_id: string }>(db, `select user_id from password_resets where ${OPEN}`, [hashLinkToken(token)])
  const user = link && (await User.query().where('id', link.user_id).where('status', 'active').first())
  if (!user) throw new LinkOver()
  return user
}

/**
 * A new password for whoever reads the account's mail. Every session, further link and token made in the person's name ends; the
 * address is confirmed by this. If it never was, somebody else may have signed up with it: what could let them in again, act or
 * be told in the person's name ends, too, and is told to its rightful owner with what stays.
 */
@inject()
export default class ResetPassword {
  constructor(
    private readonly passwords: Passwords,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, token, password }: { actor: Actor; token: string; password: string }): Promise<AccountReset> {
    const found = await findResetLink(token)
    await assertGoodPassword(password, found)
    const passwordHash = await this.passwords.hash(password)
    return db.transaction(async (trx) => {
      const user = await User.query({ client: trx }).where('id', found.id).where('status', 'active').forUpdate().first()
      if (!user || !(await this.#use(trx, token, user.id))) throw new LinkOver()
      const wasStrangers = !user.emailConfirmedAt
      const proofs = wasStrangers ? await forgetProofs(trx, user) : 0
      await user.merge({ passwordHash, emailConfirmedAt: user.emailConfirmedAt ?? Clock.now(), mustConfirm: false }).save()
      const left = await this.#endAll(trx, { actor: { ...actor, userId: user.id }, user, wasStrangers, proofs })
      await this.outbox.record(trx, passwordChanged(user, { isReset: true, left }))
      return { user, left }
    })
  }

  async #endAll(trx: TransactionClientContract, { actor, user, wasStrangers, proofs }: Taken): Promise<LeftBehind | null> {
    const reason = 'password reset'
    await endSessions(trx, user.id, reason)
    let tokens = 0
    for (const scheme of listBearerSchemes()) tokens += await scheme.endAfterReset(trx, { actor, userId: user.id, reason, wasStrangers })
    const others = wasStrangers ? await forgetStranger(trx, { actor, userId: user.id, reason }) : null
    const left = others && addLeft({ ended: { proofs, tokens }, kept: {} }, others)
    const target = { type: 'user', id: user.id, label: user.email }
    const after = { tokens_ended: tokens, ...left }
    await this.audit.record(trx, { actor, action: 'identity.password_reset', target, tenantId: null, after })
    return left
  }

  async #use(trx: TransactionClientContract, token: string, userId: string): Promise<boolean> {
    const used = await sqlRun(trx, `update password_resets set used_at = now() where ${OPEN}`, [hashLinkToken(token)])
    await dropOpenLinks(trx, userId)
    return used === 1
  }
}

/** Answers how many other ways there were to sign in. A browser that was known is a stranger to the account again. */
async function forgetProofs(trx: TransactionClientContract, user: User): Promise<number> {
  let proofs = 0
  for (const table of ['passkeys', 'totp_factors', 'user_identities']) {
    proofs += await sqlRun(trx, `delete from ${table} where user_id = ?`, [user.id])
  }
  for (const table of ['recovery_codes', 'known_devices']) await sqlRun(trx, `delete from ${table} where user_id = ?`, [user.id])
  user.merge({ hasSecondFactor: false, phone: null, phoneConfirmedAt: null })
  return proofs
}
