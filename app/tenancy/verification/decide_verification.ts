import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { Settings } from '#core/settings/settings'
import { sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { verificationDays } from '#tenancy/settings'
import { findVerification, mayBecome, type Verification } from '#tenancy/verification/verification'
import { UnknownVerification, VerificationState } from '#tenancy/verification/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type VerificationDecision = 'approved' | 'rejected' | 'needs_more'
export type DecideVerificationInput = { actor: Actor; verificationId: string; decision: VerificationDecision; reason: string }

/** A moderator's word on who a seller is. Approving gives the badge, and makes the proved details those of the company. */
@inject()
export class DecideVerification {
  constructor(
    private readonly settings: Settings,
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle(trx: TransactionClientContract, { actor, verificationId, decision, reason }: DecideVerificationInput): Promise<void> {
    const known = await findVerification(trx, verificationId)
    if (!known) throw new UnknownVerification()
    await lockTenant(trx, known.tenant_id)
    const verification = (await findVerification(trx, verificationId, 'for update'))!
    if (!mayBecome(verification.state, decision)) throw new VerificationState()
    const expiresAt = decision === 'approved' ? await this.#end() : null
    await sqlRun(
      trx,
      `update seller_verifications set state = ?, decided_at = now(), decided_by = ?, reason = ?, expires_at = ?, version = version + 1,
         updated_at = now() where id = ?`,
      [decision, actor.userId, reason, expiresAt, verificationId]
    )
    if (expiresAt) await giveBadge(trx, verification, expiresAt)
    await this.#record(trx, verification, { actor, decision, reason })
  }

  async #end(): Promise<Date> {
    return Clock.now()
      .plus({ days: await this.settings.get(verificationDays) })
      .toJSDate()
  }

  async #record(
    trx: TransactionClientContract,
    { id, tenant_id: tenantId, legal_name: label, state }: Verification,
    { actor, decision, reason }: Omit<DecideVerificationInput, 'verificationId'>
  ) {
    const target = { type: 'seller_verification', id, label }
    const change = { before: { state }, after: { state: decision } }
    await this.audit.record(trx, { actor, action: `tenancy.verification_${decision}`, target, tenantId, reason, ...change })
    await this.outbox.record(trx, {
      name: 'tenancy.verification_decided.v1',
      aggregateId: id,
      tenantId,
      payload: { verification_id: id, decision },
    })
  }
}

const giveBadge = (trx: TransactionClientContract, { tenant_id: tenantId, ...proved }: Verification, until: Date) =>
  sqlRun(
    trx,
    `update tenants set verified_at = now(), verified_until = ?, legal_name = ?, inn = ?, ogrn = ?, kpp = ?, country = ?,
       version = version + 1, updated_at = now() where id = ?`,
    [until, proved.legal_name, proved.inn, proved.ogrn, proved.kpp, proved.country, tenantId]
  )
