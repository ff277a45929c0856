import { inject } from '@adonisjs/core'
import { newId } from '#core/ids'
import { Audit } from '#core/audit/audit'
import { Outbox } from '#core/outbox/outbox'
import { sqlRows } from '#core/database/sql'
import { appendToLog } from '#registry/log/append_to_log'
import type { Actor } from '#core/actor'
import type { PublisherStanding } from '#registry/verification/queries/publisher_standing'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'

export type VerifyMethod = 'dns' | 'web' | 'admin'
export type VerificationChange = { actor: Actor; publisher: PublisherStanding; method: VerifyMethod | null; reason: string | null }

/** The one function that changes whether a publisher is verified; `method: null` ends it. Asking for what is so changes nothing. */
@inject()
export class RecordVerification {
  constructor(
    private readonly audit: Audit,
    private readonly outbox: Outbox
  ) {}

  async apply(trx: TransactionClientContract, change: VerificationChange): Promise<void> {
    const { actor, publisher, method, reason } = change
    const isVerified = publisher.verified_at !== null
    if (method === null ? !isVerified : publisher.verify_method === method && isVerified) return
    const [{ serial }] = await sqlRows<{ serial: number }>(
      trx,
      `update publishers set verified_at = case when ?::text is not null then now() end, verify_method = ?, verify_checked_at = now()
        where id = ? returning nextval('registry_serial') as serial`,
      [method, method, publisher.id]
    )
    const act = method ? 'verify' : 'unverify'
    await trx.table('moderation_actions').insert({
      ...{ id: newId(), actor_id: actor.userId, actor_label: actor.label, action: act, target_type: 'publisher', target_id: publisher.id },
      ...{ from_status: publisher.verify_method ?? 'none', to_status: method ?? 'none', public_reason: reason, serial },
    })
    const target = { type: 'publisher', id: publisher.id, label: publisher.name }
    const states = { before: { verified_by: publisher.verify_method }, after: { verified_by: method } }
    await this.audit.record(trx, { actor, action: `registry.publisher_${method ? 'verified' : 'unverified'}`, target, reason, ...states })
    await appendToLog(trx, `publisher_${method ? 'verified' : 'unverified'}`, { publisher: publisher.slug, method, serial })
    const payload = { publisher_id: publisher.id, publisher: publisher.slug, name: publisher.name, method, reason, serial }
    await this.outbox.record(trx, {
      name: `registry.publisher_${method ? 'verified' : 'unverified'}.v1`,
      aggregateId: publisher.id,
      payload: { ...payload, publisher_user_id: publisher.user_id },
    })
  }
}
