import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { appendToLog } from '#registry/log/append_to_log'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Facts = Record<string, string | number | boolean | null>

/** What was done to something of the registry, as everybody who keeps it needs it. */
export type RegistryAct = {
  actor: Actor
  act: string
  target: { type: 'plugin' | 'plugin_version' | 'publisher' | 'review'; id: string; label: string }
  from: string
  to: string
  /** Null takes the next one. */
  serial: number | null
  reasonCode?: string | null
  /** The publisher reads this, and everybody where the act is public. */
  publicReason?: string | null
  internalNote?: string | null
  expiresAt?: Date | null
  reversesId?: string | null
  audited: { action: string; before?: Record<string, unknown>; after?: Record<string, unknown> }
  /** For the public log; left out where it is nobody's business yet. */
  logged?: { event: string; payload: Facts }
  event?: { name: string; aggregateId: string; payload: Record<string, unknown> }
}

/**
 * The one way in which an act leaves its traces: row of moderation, audit, public log and event, in the transaction that
 * changes the thing.
 */
@inject()
export class RecordAct {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async apply(trx: TransactionClientContract, act: RegistryAct): Promise<void> {
    const { actor, target, audited, logged, event, publicReason: reason = null } = act
    await trx.table('moderation_actions').insert({ ...rowOf(act), serial: act.serial ?? trx.raw(`nextval('registry_serial')`) })
    await this.audit.record(trx, { actor, target, reason, ...audited })
    if (logged) await appendToLog(trx, logged.event, logged.payload)
    if (event) await this.outbox.record(trx, event)
  }
}

const rowOf = ({ actor, act, target, from, to, ...said }: RegistryAct) => ({
  id: newId(),
  at: Clock.now().toJSDate(),
  actor_id: actor.userId,
  actor_label: actor.label,
  action: act,
  target_type: target.type,
  target_id: target.id,
  from_status: from,
  to_status: to,
  reason_code: said.reasonCode ?? null,
  public_reason: said.publicReason ?? null,
  internal_note: said.internalNote ?? null,
  expires_at: said.expiresAt ?? null,
  reverses_id: said.reversesId ?? null,
})
