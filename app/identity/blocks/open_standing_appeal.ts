import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRows, sqlRun } from '#core/database/sql'
import { isAppealable } from '#identity/blocks/standing'
import { standingAppealDays } from '#identity/blocks/settings'
import { StandingAppealRefused, UnknownStandingAppeal } from '#identity/exceptions/standing'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type NewStandingAppeal = {
  actor: Actor
  /** Whose it must be. */
  userId: string
  about: { blockId: string } | { strikeId: string }
  grounds: string
}

type Appealed = { id: string; user_id: string; first: string | null; created_at: Date; expires_at: Date | null; ended: boolean }

const BLOCK =
  'select id, user_id, blocked_by as first, created_at, expires_at, lifted_at is not null as ended from blocks where id = ? for update'
const STRIKE =
  'select id, user_id, given_by as first, created_at, expires_at, withdrawn_at is not null as ended from strikes where id = ? for update'

/** Asks for a second look at a block or a strike: once, while it stands. */
@inject()
export class OpenStandingAppeal {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, userId, about, grounds }: NewStandingAppeal): Promise<string> {
    const days = await this.settings.get(standingAppealDays)
    return db.transaction(async (trx) => {
      const [blockId, strikeId] = 'blockId' in about ? [about.blockId, null] : [null, about.strikeId]
      const appealed = await lockAppealed(trx, { userId, sql: blockId ? BLOCK : STRIKE, id: (blockId ?? strikeId)! })
      if (!isAppealable(appealed, days)) throw new StandingAppealRefused()
      const id = newId()
      const added = await sqlRun(
        trx,
        `insert into standing_appeals (id, user_id, block_id, strike_id, grounds, first_decided_by, created_at)
         values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
        [id, userId, blockId, strikeId, grounds, appealed.first, Clock.now().toJSDate()]
      )
      if (!added) throw new StandingAppealRefused()
      const facts = { appeal_id: id, ...(blockId ? { block_id: blockId } : { strike_id: strikeId }) }
      const target = { type: 'user', id: userId }
      await this.audit.record(trx, {
        actor: { ...actor, userId },
        action: 'identity.standing_appealed',
        target,
        reason: grounds,
        after: facts,
      })
      await this.outbox.record(trx, { name: 'identity.standing_appealed.v1', aggregateId: id, payload: { user_id: userId, appeal_id: id } })
      return id
    })
  }
}

async function lockAppealed(
  trx: TransactionClientContract,
  { userId, sql, id }: { userId: string; sql: string; id: string }
): Promise<Appealed> {
  const [appealed] = await sqlRows<Appealed>(trx, sql, [id])
  if (appealed?.user_id !== userId) throw new UnknownStandingAppeal()
  return appealed
}
