import db from '@adonisjs/lucid/services/db'
import { inject } from '@adonisjs/core'
import { Clock } from '#core/clock'
import { systemActor } from '#core/actor'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { lockTenant } from '#tenancy/owners'
import { endVerification } from '#tenancy/verification/end_verification'
import { findVerification } from '#tenancy/verification/verification'
import type { Job } from '#core/jobs/types'

type Ended = { id: string; tenant_id: string }

/** Takes the badge from companies whose verification ran out; they show their documents anew. */
@inject()
export default class ExpireVerifications implements Job {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: Audit
  ) {}

  async handle() {
    const sql = `select id, tenant_id from seller_verifications where state = 'approved' and expires_at <= ? order by expires_at limit 500`
    for (const row of await sqlRows<Ended>(db, sql, [Clock.now().toJSDate()])) await this.#expire(row)
  }

  #expire({ id, tenant_id: tenantId }: Ended): Promise<void> {
    return db.transaction(async (trx) => {
      await lockTenant(trx, tenantId)
      const verification = await findVerification(trx, id, 'for update')
      if (verification?.state !== 'approved') return
      await endVerification(trx, { tenantId, reason: 'time_ran_out' })
      const target = { type: 'seller_verification', id, label: verification.legal_name }
      const actor = systemActor('tenancy.expire_verifications', tenantId)
      await this.audit.record(trx, { actor, action: 'tenancy.verification_expired', target, tenantId })
      const payload = { verification_id: id, decision: 'expired' }
      await this.outbox.record(trx, { name: 'tenancy.verification_decided.v1', aggregateId: id, tenantId, payload })
    })
  }
}
