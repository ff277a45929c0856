import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { systemActor, type Actor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { FourEyes } from '#core/four_eyes/four_eyes'
import { assertMayTouch } from '#identity/superadmins'
import { weightOf, type Strike, type StrikeKind } from '#identity/blocks/strike'
import { proposedBlockDays, strikeDays, strikesUntilBlock } from '#identity/blocks/settings'
import { UnknownStrike } from '#identity/exceptions/standing'
import { NotYourself, UnknownUser } from '#identity/exceptions'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export const BLOCK = 'identity.block'

export type NewStrike = {
  actor: Actor
  userId: string
  kind: StrikeKind
  reason: string
  evidence?: string | null
  weight: number
  /** Days it counts; the setting's without. */
  days?: number | null
}

/** Strikes: what somebody did against the rules. Enough of them propose a block, which a person still has to decide. */
@inject()
export class GiveStrike {
  constructor(
    private readonly settings: Settings,
    private readonly fourEyes: FourEyes,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, userId, days, ...facts }: NewStrike): Promise<{ strikeId: string; proposalId: string | null }> {
    if (actor.userId === userId) throw new NotYourself()
    const expiresAt = Clock.now().plus({ days: days ?? (await this.settings.get(strikeDays)) })
    const strike = { ...facts, id: newId(), user_id: userId, given_by: actor.userId, expires_at: expiresAt.toJSDate() }
    return db.transaction(async (trx) => {
      const user = await lockUser(trx, userId)
      await assertMayTouch(trx, { actor, userId })
      await trx.table('strikes').insert({ ...strike, evidence: facts.evidence ?? null, created_at: Clock.now().toJSDate() })
      await this.#record(trx, { actor, act: 'given', strike: { ...strike, evidence: facts.evidence ?? null }, email: user.email })
      return { strikeId: strike.id, proposalId: await this.#proposeBlock(trx, user) }
    })
  }

  /** It counts no more; that it was given stays in the history. */
  async withdraw({ actor, strikeId, reason }: { actor: Actor; strikeId: string; reason: string }): Promise<void> {
    await db.transaction((trx) => this.withdrawWithin(trx, { actor, strikeId, reason }))
  }

  async withdrawWithin(
    trx: TransactionClientContract,
    { actor, strikeId, reason }: { actor: Actor; strikeId: string; reason: string }
  ): Promise<void> {
    const [strike] = await sqlRows<Strike & { email: string }>(
      trx,
      'select s.*, u.email::text from strikes s join users u on u.id = s.user_id where s.id = ? for update of s',
      [strikeId]
    )
    if (!strike) throw new UnknownStrike()
    if (actor.userId === strike.user_id) throw new NotYourself()
    await assertMayTouch(trx, { actor, userId: strike.user_id })
    if (strike.withdrawn_at) return
    await sqlRun(trx, 'update strikes set withdrawn_at = ?, withdrawn_by = ?, withdraw_reason = ? where id = ?', [
      ...[Clock.now().toJSDate(), actor.userId, reason, strikeId],
    ])
    await this.#record(trx, { actor, act: 'withdrawn', strike: { ...strike, reason }, email: strike.email })
  }

  async #record(
    trx: TransactionClientContract,
    { actor, act, strike, email }: { actor: Actor; act: 'given' | 'withdrawn'; strike: RecordedStrike; email: string }
  ) {
    const { id, user_id: userId, kind, weight, reason, evidence } = strike
    const target = { type: 'user', id: userId, label: email }
    await this.audit.record(trx, {
      actor,
      action: `identity.strike_${act}`,
      target,
      reason,
      after: { strike_id: id, kind, weight, evidence },
    })
    const payload = { user_id: userId, strike_id: id, kind, weight }
    await this.outbox.record(trx, { name: `identity.strike_${act}.v1`, aggregateId: userId, payload })
  }

  /** Proposed by the platform: any one person who may block decides. Once while one waits. */
  async #proposeBlock(trx: TransactionClientContract, user: LockedUser): Promise<string | null> {
    const [threshold, days] = [await this.settings.get(strikesUntilBlock), await this.settings.get(proposedBlockDays)]
    const weight = await weightOf(trx, user.id)
    if (user.status !== 'active' || !threshold || weight < threshold) return null
    const subject = { type: 'user', id: user.id, label: user.email }
    const waiting = await sqlRows(trx, `select 1 from proposals where kind = ? and subject_id = ? and status = 'open' and expires_at > ?`, [
      ...[BLOCK, user.id, Clock.now().toJSDate()],
    ])
    if (waiting.length) return null
    const reason = `Strikes in force weigh ${weight} of ${threshold}`
    return this.fourEyes.propose({ actor: systemActor('strikes'), kind: BLOCK, subject, payload: { days, weight }, reason }, trx)
  }
}

type RecordedStrike = Pick<Strike, 'id' | 'user_id' | 'kind' | 'weight' | 'reason' | 'evidence'>
type LockedUser = { id: string; email: string; status: string }

async function lockUser(trx: TransactionClientContract, userId: string): Promise<LockedUser> {
  const [user] = await sqlRows<LockedUser>(trx, 'select id, email::text, status from users where id = ? for update', [userId])
  if (!user) throw new UnknownUser()
  return user
}
