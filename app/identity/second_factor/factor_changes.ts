import { inject } from '@adonisjs/core'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { markSecondFactor } from '#identity/second_factor/factor_mark'
import { countRecoveryCodes, issueRecoveryCodes } from '#identity/second_factor/recovery_codes'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

type Factor = 'totp' | 'passkey' | 'recovery_codes'

/** `label`: the passkey's name. */
type Changed = { factor: Factor; label?: string }

/** What follows every change of somebody's second factors: the mark in their row, audit, event. Inside the change's transaction. */
@inject()
export class FactorChanges {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  /** Whoever has no recovery code gets ten with a first factor: a lost phone must not lock its owner out. */
  async added(trx: TransactionClientContract, actor: Actor, { factor, label }: Changed): Promise<string[] | null> {
    const userId = actor.userId!
    await markSecondFactor(trx, userId)
    await this.#tell(trx, actor, { factor, label, change: 'added' })
    return (await countRecoveryCodes(userId, trx)) ? null : issueRecoveryCodes(trx, userId)
  }

  async removed(trx: TransactionClientContract, actor: Actor, { factor, label }: Changed): Promise<void> {
    await markSecondFactor(trx, actor.userId!)
    await this.#tell(trx, actor, { factor, label, change: 'removed' })
  }

  /** New recovery codes instead of those before. */
  async renewed(trx: TransactionClientContract, actor: Actor): Promise<string[]> {
    await this.#tell(trx, actor, { factor: 'recovery_codes', change: 'renewed' })
    return issueRecoveryCodes(trx, actor.userId!)
  }

  async #tell(trx: TransactionClientContract, actor: Actor, change: Changed & { change: string }) {
    const userId = actor.userId!
    await this.audit.record(trx, {
      actor,
      action: `identity.second_factor_${change.change}`,
      target: { type: 'user', id: userId, label: actor.label ?? undefined },
      tenantId: null,
      after: { factor: change.factor, ...(change.label ? { name: change.label } : {}) },
    })
    await this.outbox.record(trx, {
      name: 'identity.second_factor_changed.v1',
      aggregateId: userId,
      payload: { user_id: userId, factor: change.factor, change: change.change },
    })
  }
}
