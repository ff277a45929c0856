import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows, sqlRun } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { REQUIRED_DOCUMENTS } from '#tenancy/verification/documents/document'
import { findLatest, findVerification, mayBecome, type Verification } from '#tenancy/verification/verification'
import { UnknownVerification, VerificationIncomplete, VerificationState } from '#tenancy/verification/exceptions'
import type { Actor } from '#core/actor'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

/** Hands what the company states, with its documents, to a moderator. */
@inject()
export class SubmitVerification {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle({ actor, tenantId }: { actor: Actor; tenantId: string }): Promise<Verification> {
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const verification = await findLatest(trx, tenantId)
      if (!verification) throw new UnknownVerification()
      if (!mayBecome(verification.state, 'submitted')) throw new VerificationState()
      await assertComplete(trx, verification.id)
      await sqlRun(
        trx,
        `update seller_verifications set state = 'submitted', submitted_at = now(), submitted_by = ?, decided_at = null, reason = null,
           version = version + 1, updated_at = now() where id = ?`,
        [actor.userId, verification.id]
      )
      const target = { type: 'seller_verification', id: verification.id, label: verification.legal_name }
      const change = { before: { state: verification.state }, after: { state: 'submitted' } }
      await this.audit.record(trx, { actor, action: 'tenancy.verification_submitted', target, tenantId, ...change })
      await this.outbox.record(trx, {
        name: 'tenancy.verification_submitted.v1',
        aggregateId: verification.id,
        tenantId,
        payload: { verification_id: verification.id },
      })
      return (await findVerification(trx, verification.id))!
    })
  }
}

async function assertComplete(trx: TransactionClientContract, id: string) {
  const rows = await sqlRows<{ kind: string }>(trx, 'select distinct kind from verification_documents where verification_id = ?', [id])
  const kinds = rows.map(({ kind }) => kind)
  if (!REQUIRED_DOCUMENTS.every((kind) => kinds.includes(kind))) throw new VerificationIncomplete()
}
